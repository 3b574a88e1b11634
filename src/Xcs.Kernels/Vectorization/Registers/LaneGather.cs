using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Reads an element for each lane of a register, by its number. Whether lanes read side by side, or all the same, shows while the code runs: then it
/// takes one access, as a GPU's memory does for the threads of a warp.
/// </summary>
/// <remarks>
/// The start is where element 0 is, the scale the distance between elements in bytes, the numbers are those of the lanes from 0 on. They come from
/// memory: see <c>WarpCompiler.LaneNumbers</c>. Lanes of 4 bytes hold what <c>T</c> is in memory, as <see cref="LaneRuns"/> reads it.
/// </remarks>
internal static unsafe class LaneGather
{
    /// <inheritdoc cref="LaneGather"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Read<T>(long start, int scale, Vector512<int> index, Vector512<int> numbers)
        where T : unmanaged
    {
        long first = index.ToScalar();
        return scale == sizeof(T) && index - Vector512.Create((int)first) == numbers ? LaneRuns.Read512<T>(start + first * sizeof(T)) : Apart<T>(start, scale, index);
    }

    /// <summary>The same for the lanes of a mask; the others get anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector512<int> Read<T>(long start, int scale, Vector512<int> index, Vector512<int> numbers, Vector512<int> mask)
        where T : unmanaged
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active is 0 or 0xFFFF)
            return active == 0 ? default : Read<T>(start, scale, index, numbers);
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane];
        if (scale == sizeof(T) && ((index - numbers - Vector512.Create(first - lane)) & mask) == Vector512<int>.Zero)
        {
            var place = start + (long)(first - lane) * sizeof(T);
            if (sizeof(T) == 4 && LaneMemory.HasMasks(512))
                return LaneMemory.Read(place, 0, mask);
            if (IsInOnePage(place, Vector512<int>.Count * sizeof(T)))
                return LaneRuns.Read512<T>(place);
        }

        return Apart<T>(start, scale, Vector512.ConditionalSelect(mask, index, Vector512.Create(first)));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<int> Apart<T>(long start, int scale, Vector512<int> index)
        where T : unmanaged
    {
        var first = index.ToScalar();
        if (index == Vector512.Create(first))
            return Vector512.Create(LaneRuns.ReadOne<T>(start + (long)first * scale));
        if (sizeof(T) == 4 && scale == 4 && Avx2.IsSupported)
            return Vector512.Create(Avx2.GatherVector256((int*)start, index.GetLower(), 4), Avx2.GatherVector256((int*)start, index.GetUpper(), 4));
        Unsafe.SkipInit(out Vector512<int> result);
        for (var lane = 0; lane < Vector512<int>.Count; lane++)
            Unsafe.Add(ref Unsafe.As<Vector512<int>, int>(ref result), lane) = LaneRuns.ReadOne<T>(start + (long)index[lane] * scale);
        return result;
    }

    /// <inheritdoc cref="LaneGather"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Read<T>(long start, int scale, Vector256<int> index, Vector256<int> numbers)
        where T : unmanaged
    {
        long first = index.ToScalar();
        return scale == sizeof(T) && index - Vector256.Create((int)first) == numbers ? LaneRuns.Read256<T>(start + first * sizeof(T)) : Apart<T>(start, scale, index);
    }

    /// <summary>The same for the lanes of a mask; the others get anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<int> Read<T>(long start, int scale, Vector256<int> index, Vector256<int> numbers, Vector256<int> mask)
        where T : unmanaged
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active is 0 or 0xFF)
            return active == 0 ? default : Read<T>(start, scale, index, numbers);
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane];
        if (scale == sizeof(T) && ((index - numbers - Vector256.Create(first - lane)) & mask) == Vector256<int>.Zero)
        {
            var place = start + (long)(first - lane) * sizeof(T);
            if (sizeof(T) == 4 && LaneMemory.HasMasks(256))
                return LaneMemory.Read(place, 0, mask);
            if (IsInOnePage(place, Vector256<int>.Count * sizeof(T)))
                return LaneRuns.Read256<T>(place);
        }

        return Apart<T>(start, scale, Vector256.ConditionalSelect(mask, index, Vector256.Create(first)));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector256<int> Apart<T>(long start, int scale, Vector256<int> index)
        where T : unmanaged
    {
        var first = index.ToScalar();
        if (index == Vector256.Create(first))
            return Vector256.Create(LaneRuns.ReadOne<T>(start + (long)first * scale));
        if (sizeof(T) == 4 && scale == 4 && Avx2.IsSupported)
            return Avx2.GatherVector256((int*)start, index, 4);
        Unsafe.SkipInit(out Vector256<int> result);
        for (var lane = 0; lane < Vector256<int>.Count; lane++)
            Unsafe.Add(ref Unsafe.As<Vector256<int>, int>(ref result), lane) = LaneRuns.ReadOne<T>(start + (long)index[lane] * scale);
        return result;
    }

    /// <inheritdoc cref="LaneGather"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Read<T>(long start, int scale, Vector128<int> index, Vector128<int> numbers)
        where T : unmanaged
    {
        long first = index.ToScalar();
        return scale == sizeof(T) && index - Vector128.Create((int)first) == numbers ? LaneRuns.Read128<T>(start + first * sizeof(T)) : Apart<T>(start, scale, index);
    }

    /// <summary>The same for the lanes of a mask; the others get anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<int> Read<T>(long start, int scale, Vector128<int> index, Vector128<int> numbers, Vector128<int> mask)
        where T : unmanaged
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active is 0 or 0xF)
            return active == 0 ? default : Read<T>(start, scale, index, numbers);
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane];
        if (scale == sizeof(T) && ((index - numbers - Vector128.Create(first - lane)) & mask) == Vector128<int>.Zero)
        {
            var place = start + (long)(first - lane) * sizeof(T);
            if (sizeof(T) == 4 && LaneMemory.HasMasks(128))
                return LaneMemory.Read(place, 0, mask);
            if (IsInOnePage(place, Vector128<int>.Count * sizeof(T)))
                return LaneRuns.Read128<T>(place);
        }

        return Apart<T>(start, scale, Vector128.ConditionalSelect(mask, index, Vector128.Create(first)));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector128<int> Apart<T>(long start, int scale, Vector128<int> index)
        where T : unmanaged
    {
        var first = index.ToScalar();
        if (index == Vector128.Create(first))
            return Vector128.Create(LaneRuns.ReadOne<T>(start + (long)first * scale));
        if (sizeof(T) == 4 && scale == 4 && Avx2.IsSupported)
            return Avx2.GatherVector128((int*)start, index, 4);
        Unsafe.SkipInit(out Vector128<int> result);
        for (var lane = 0; lane < Vector128<int>.Count; lane++)
            Unsafe.Add(ref Unsafe.As<Vector128<int>, int>(ref result), lane) = LaneRuns.ReadOne<T>(start + (long)index[lane] * scale);
        return result;
    }

    /// <inheritdoc cref="LaneGather"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Read(long start, int scale, Vector512<long> index, Vector512<long> numbers)
    {
        var first = index.ToScalar();
        return scale == sizeof(long) && index - Vector512.Create(first) == numbers ? Unsafe.ReadUnaligned<Vector512<long>>((void*)(start + first * sizeof(long))) : Apart(start, scale, index);
    }

    /// <summary>The same for the lanes of a mask; the others get anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector512<long> Read(long start, int scale, Vector512<long> index, Vector512<long> numbers, Vector512<long> mask)
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active is 0 or 0xFF)
            return active == 0 ? default : Read(start, scale, index, numbers);
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane];
        if (scale == sizeof(long) && LaneMemory.HasMasks(512) && ((index - numbers - Vector512.Create(first - lane)) & mask) == Vector512<long>.Zero)
            return LaneMemory.Read(start + (first - lane) * sizeof(long), 0, mask);
        return Apart(start, scale, Vector512.ConditionalSelect(mask, index, Vector512.Create(first)));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<long> Apart(long start, int scale, Vector512<long> index)
    {
        var first = index.ToScalar();
        if (index == Vector512.Create(first))
            return Vector512.Create(Unsafe.ReadUnaligned<long>((void*)(start + first * scale)));
        if (scale == sizeof(long) && Avx2.IsSupported)
            return Vector512.Create(Avx2.GatherVector256((long*)start, index.GetLower(), 8), Avx2.GatherVector256((long*)start, index.GetUpper(), 8));
        Unsafe.SkipInit(out Vector512<long> result);
        for (var lane = 0; lane < Vector512<long>.Count; lane++)
            Unsafe.Add(ref Unsafe.As<Vector512<long>, long>(ref result), lane) = Unsafe.ReadUnaligned<long>((void*)(start + index[lane] * scale));
        return result;
    }

    /// <inheritdoc cref="LaneGather"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Read(long start, int scale, Vector256<long> index, Vector256<long> numbers)
    {
        var first = index.ToScalar();
        return scale == sizeof(long) && index - Vector256.Create(first) == numbers ? Unsafe.ReadUnaligned<Vector256<long>>((void*)(start + first * sizeof(long))) : Apart(start, scale, index);
    }

    /// <summary>The same for the lanes of a mask; the others get anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector256<long> Read(long start, int scale, Vector256<long> index, Vector256<long> numbers, Vector256<long> mask)
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active is 0 or 0xF)
            return active == 0 ? default : Read(start, scale, index, numbers);
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane];
        if (scale == sizeof(long) && LaneMemory.HasMasks(256) && ((index - numbers - Vector256.Create(first - lane)) & mask) == Vector256<long>.Zero)
            return LaneMemory.Read(start + (first - lane) * sizeof(long), 0, mask);
        return Apart(start, scale, Vector256.ConditionalSelect(mask, index, Vector256.Create(first)));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector256<long> Apart(long start, int scale, Vector256<long> index)
    {
        var first = index.ToScalar();
        if (index == Vector256.Create(first))
            return Vector256.Create(Unsafe.ReadUnaligned<long>((void*)(start + first * scale)));
        if (scale == sizeof(long) && Avx2.IsSupported)
            return Avx2.GatherVector256((long*)start, index, 8);
        Unsafe.SkipInit(out Vector256<long> result);
        for (var lane = 0; lane < Vector256<long>.Count; lane++)
            Unsafe.Add(ref Unsafe.As<Vector256<long>, long>(ref result), lane) = Unsafe.ReadUnaligned<long>((void*)(start + index[lane] * scale));
        return result;
    }

    /// <inheritdoc cref="LaneGather"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Read(long start, int scale, Vector128<long> index, Vector128<long> numbers)
    {
        var first = index.ToScalar();
        return scale == sizeof(long) && index - Vector128.Create(first) == numbers ? Unsafe.ReadUnaligned<Vector128<long>>((void*)(start + first * sizeof(long))) : Apart(start, scale, index);
    }

    /// <summary>The same for the lanes of a mask; the others get anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<long> Read(long start, int scale, Vector128<long> index, Vector128<long> numbers, Vector128<long> mask)
    {
        var active = (uint)mask.ExtractMostSignificantBits();
        if (active is 0 or 0x3)
            return active == 0 ? default : Read(start, scale, index, numbers);
        var lane = BitOperations.TrailingZeroCount(active);
        var first = index[lane];
        if (scale == sizeof(long) && LaneMemory.HasMasks(128) && ((index - numbers - Vector128.Create(first - lane)) & mask) == Vector128<long>.Zero)
            return LaneMemory.Read(start + (first - lane) * sizeof(long), 0, mask);
        return Apart(start, scale, Vector128.ConditionalSelect(mask, index, Vector128.Create(first)));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector128<long> Apart(long start, int scale, Vector128<long> index)
    {
        var first = index.ToScalar();
        if (index == Vector128.Create(first))
            return Vector128.Create(Unsafe.ReadUnaligned<long>((void*)(start + first * scale)));
        if (scale == sizeof(long) && Avx2.IsSupported)
            return Avx2.GatherVector128((long*)start, index, 8);
        Unsafe.SkipInit(out Vector128<long> result);
        for (var lane = 0; lane < Vector128<long>.Count; lane++)
            Unsafe.Add(ref Unsafe.As<Vector128<long>, long>(ref result), lane) = Unsafe.ReadUnaligned<long>((void*)(start + index[lane] * scale));
        return result;
    }

    // Then it is there from end to end if an element in it is.
    private static bool IsInOnePage(long place, int bytes) => (place & 4095) <= 4096 - bytes;
}
