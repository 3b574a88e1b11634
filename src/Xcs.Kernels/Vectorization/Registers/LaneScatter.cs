using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Xcs.Kernels.Vectorization;

/// <summary>Writes an element for each lane of a register, by its number, side by side where the numbers are. The highest lane wins.</summary>
/// <inheritdoc cref="LaneGather" path="/remarks"/>
internal static unsafe class LaneScatter
{
    /// <inheritdoc cref="LaneScatter"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(long start, int scale, Vector512<int> index, Vector512<int> numbers, Vector512<int> value)
        where T : unmanaged
    {
        long first = index.ToScalar();
        if (scale == sizeof(T) && index - Vector512.Create((int)first) == numbers)
            LaneRuns.Write512<T>(start + first * sizeof(T), value);
        else
            Apart<T>(start, scale, index, value, 0xFFFF);
    }

    /// <summary>The same for the lanes of a mask; memory of the others is not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Write<T>(long start, int scale, Vector512<int> index, Vector512<int> numbers, Vector512<int> value, Vector512<int> mask)
        where T : unmanaged
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active == 0)
            return;
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane] - lane;
        if (((index - numbers - Vector512.Create(first)) & mask) != Vector512<int>.Zero)
            Apart<T>(start, scale, index, value, active);
        else if (active == 0xFFFF)
            Write<T>(start, scale, index, numbers, value);
        else if (sizeof(T) == 4 && scale == 4 && LaneMemory.HasMasks(512))
            LaneMemory.Write(start + (long)first * sizeof(T), 0, mask, value);
        else
            Apart<T>(start, scale, index, value, active);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apart<T>(long start, int scale, Vector512<int> index, Vector512<int> value, uint active)
        where T : unmanaged
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            LaneRuns.WriteOne<T>(start + (long)index[lane] * scale, value[lane]);
        }
    }

    /// <inheritdoc cref="LaneScatter"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(long start, int scale, Vector256<int> index, Vector256<int> numbers, Vector256<int> value)
        where T : unmanaged
    {
        long first = index.ToScalar();
        if (scale == sizeof(T) && index - Vector256.Create((int)first) == numbers)
            LaneRuns.Write256<T>(start + first * sizeof(T), value);
        else
            Apart<T>(start, scale, index, value, 0xFF);
    }

    /// <summary>The same for the lanes of a mask; memory of the others is not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Write<T>(long start, int scale, Vector256<int> index, Vector256<int> numbers, Vector256<int> value, Vector256<int> mask)
        where T : unmanaged
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active == 0)
            return;
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane] - lane;
        if (((index - numbers - Vector256.Create(first)) & mask) != Vector256<int>.Zero)
            Apart<T>(start, scale, index, value, active);
        else if (active == 0xFF)
            Write<T>(start, scale, index, numbers, value);
        else if (sizeof(T) == 4 && scale == 4 && LaneMemory.HasMasks(256))
            LaneMemory.Write(start + (long)first * sizeof(T), 0, mask, value);
        else
            Apart<T>(start, scale, index, value, active);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apart<T>(long start, int scale, Vector256<int> index, Vector256<int> value, uint active)
        where T : unmanaged
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            LaneRuns.WriteOne<T>(start + (long)index[lane] * scale, value[lane]);
        }
    }

    /// <inheritdoc cref="LaneScatter"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(long start, int scale, Vector128<int> index, Vector128<int> numbers, Vector128<int> value)
        where T : unmanaged
    {
        long first = index.ToScalar();
        if (scale == sizeof(T) && index - Vector128.Create((int)first) == numbers)
            LaneRuns.Write128<T>(start + first * sizeof(T), value);
        else
            Apart<T>(start, scale, index, value, 0xF);
    }

    /// <summary>The same for the lanes of a mask; memory of the others is not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Write<T>(long start, int scale, Vector128<int> index, Vector128<int> numbers, Vector128<int> value, Vector128<int> mask)
        where T : unmanaged
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active == 0)
            return;
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane] - lane;
        if (((index - numbers - Vector128.Create(first)) & mask) != Vector128<int>.Zero)
            Apart<T>(start, scale, index, value, active);
        else if (active == 0xF)
            Write<T>(start, scale, index, numbers, value);
        else if (sizeof(T) == 4 && scale == 4 && LaneMemory.HasMasks(128))
            LaneMemory.Write(start + (long)first * sizeof(T), 0, mask, value);
        else
            Apart<T>(start, scale, index, value, active);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apart<T>(long start, int scale, Vector128<int> index, Vector128<int> value, uint active)
        where T : unmanaged
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            LaneRuns.WriteOne<T>(start + (long)index[lane] * scale, value[lane]);
        }
    }

    /// <inheritdoc cref="LaneScatter"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long start, int scale, Vector512<long> index, Vector512<long> numbers, Vector512<long> value)
    {
        var first = index.ToScalar();
        if (scale == sizeof(long) && index - Vector512.Create(first) == numbers)
            Unsafe.WriteUnaligned((void*)(start + first * sizeof(long)), value);
        else
            Apart(start, scale, index, value, 0xFF);
    }

    /// <summary>The same for the lanes of a mask; memory of the others is not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Write(long start, int scale, Vector512<long> index, Vector512<long> numbers, Vector512<long> value, Vector512<long> mask)
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active == 0)
            return;
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane] - lane;
        if (((index - numbers - Vector512.Create(first)) & mask) != Vector512<long>.Zero)
            Apart(start, scale, index, value, active);
        else if (active == 0xFF)
            Write(start, scale, index, numbers, value);
        else if (scale == sizeof(long) && LaneMemory.HasMasks(512))
            LaneMemory.Write(start + first * sizeof(long), 0, mask, value);
        else
            Apart(start, scale, index, value, active);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apart(long start, int scale, Vector512<long> index, Vector512<long> value, uint active)
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            Unsafe.WriteUnaligned((void*)(start + index[lane] * scale), value[lane]);
        }
    }

    /// <inheritdoc cref="LaneScatter"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long start, int scale, Vector256<long> index, Vector256<long> numbers, Vector256<long> value)
    {
        var first = index.ToScalar();
        if (scale == sizeof(long) && index - Vector256.Create(first) == numbers)
            Unsafe.WriteUnaligned((void*)(start + first * sizeof(long)), value);
        else
            Apart(start, scale, index, value, 0xF);
    }

    /// <summary>The same for the lanes of a mask; memory of the others is not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Write(long start, int scale, Vector256<long> index, Vector256<long> numbers, Vector256<long> value, Vector256<long> mask)
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active == 0)
            return;
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane] - lane;
        if (((index - numbers - Vector256.Create(first)) & mask) != Vector256<long>.Zero)
            Apart(start, scale, index, value, active);
        else if (active == 0xF)
            Write(start, scale, index, numbers, value);
        else if (scale == sizeof(long) && LaneMemory.HasMasks(256))
            LaneMemory.Write(start + first * sizeof(long), 0, mask, value);
        else
            Apart(start, scale, index, value, active);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apart(long start, int scale, Vector256<long> index, Vector256<long> value, uint active)
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            Unsafe.WriteUnaligned((void*)(start + index[lane] * scale), value[lane]);
        }
    }

    /// <inheritdoc cref="LaneScatter"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(long start, int scale, Vector128<long> index, Vector128<long> numbers, Vector128<long> value)
    {
        var first = index.ToScalar();
        if (scale == sizeof(long) && index - Vector128.Create(first) == numbers)
            Unsafe.WriteUnaligned((void*)(start + first * sizeof(long)), value);
        else
            Apart(start, scale, index, value, 0x3);
    }

    /// <summary>The same for the lanes of a mask; memory of the others is not touched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Write(long start, int scale, Vector128<long> index, Vector128<long> numbers, Vector128<long> value, Vector128<long> mask)
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active == 0)
            return;
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane] - lane;
        if (((index - numbers - Vector128.Create(first)) & mask) != Vector128<long>.Zero)
            Apart(start, scale, index, value, active);
        else if (active == 0x3)
            Write(start, scale, index, numbers, value);
        else if (scale == sizeof(long) && LaneMemory.HasMasks(128))
            LaneMemory.Write(start + first * sizeof(long), 0, mask, value);
        else
            Apart(start, scale, index, value, active);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apart(long start, int scale, Vector128<long> index, Vector128<long> value, uint active)
    {
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            Unsafe.WriteUnaligned((void*)(start + index[lane] * scale), value[lane]);
        }
    }
}
