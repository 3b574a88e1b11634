using System.Numerics;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>What an atomic makes of an element.</summary>
internal interface IAtomicOperation<T>
    where T : unmanaged
{
    static abstract T Next(T old, T value, T comparand);
}

/// <summary>
/// Atomics, lane by lane: the number of the element stands in the first room, the value in the second, the comparand in the third; what was there
/// before arrives in the last.
/// </summary>
internal static unsafe class LaneAtomics
{
    public static Type OperationOf(AtomicKind kind, Type type)
    {
        var definition = kind switch
        {
            AtomicKind.Add => typeof(AddOperation<>),
            AtomicKind.Sub => typeof(SubOperation<>),
            AtomicKind.Exchange => typeof(ExchangeOperation<>),
            AtomicKind.Min => typeof(MinOperation<>),
            AtomicKind.Max => typeof(MaxOperation<>),
            AtomicKind.Inc => typeof(IncOperation<>),
            AtomicKind.Dec => typeof(DecOperation<>),
            AtomicKind.And => typeof(AndOperation<>),
            AtomicKind.Or => typeof(OrOperation<>),
            AtomicKind.Xor => typeof(XorOperation<>),
            _ => typeof(CompareExchangeOperation<>),
        };
        return definition.MakeGenericType(type);
    }

    /// <summary>Whether what lanes give may be put together first: the element becomes the same, and nobody asks what it was in between.</summary>
    public static bool CanCombine(AtomicKind kind, Type type) => KernelTypes.IsInteger(type)
        && kind is AtomicKind.Add or AtomicKind.Sub or AtomicKind.Min or AtomicKind.Max or AtomicKind.And or AtomicKind.Or or AtomicKind.Xor;

    /// <summary>On memory that only this block sees, which one worker runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T, TOperation>(long state, long start, int scale, ulong active)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        var index = (int*)(state + WarpState.Room(0));
        T* value = (T*)(state + WarpState.Room(1)), comparand = (T*)(state + WarpState.Room(2)), result = (T*)(state + WarpState.Result);
        var changes = 0;
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            var place = (T*)(start + (long)index[lane] * scale);
            var old = result[lane] = *place;
            var next = *place = TOperation.Next(old, value[lane], comparand[lane]);
            changes |= HaveSameBits(old, next) ? 0 : 1;
        }
        *(long*)(state + WarpState.Version) += changes;
    }

    /// <summary>On memory that other blocks see.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyShared<T, TOperation>(long state, long start, int scale, ulong active)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        var index = (int*)(state + WarpState.Room(0));
        T* value = (T*)(state + WarpState.Room(1)), comparand = (T*)(state + WarpState.Room(2)), result = (T*)(state + WarpState.Result);
        if (AddsIntegers<TOperation>() && IsOne(index, active))
        {
            AddTogether<T, TOperation>(state, (T*)(start + (long)index[BitOperations.TrailingZeroCount(active)] * scale), value, result, active);
            return;
        }
        var changes = 0;
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            var old = result[lane] = Change<T, TOperation>((T*)(start + (long)index[lane] * scale), value[lane], comparand[lane]);
            changes |= HaveSameBits(old, TOperation.Next(old, value[lane], comparand[lane])) ? 0 : 1;
        }
        *(long*)(state + WarpState.Version) += changes;
    }

    /// <summary>One element, for all lanes together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyOnce<T, TOperation>(long state, long place, T value)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        var old = Change<T, TOperation>((T*)place, value, value);
        *(long*)(state + WarpState.Version) += HaveSameBits(old, TOperation.Next(old, value, value)) ? 0 : 1;
    }

    private static bool AddsIntegers<TOperation>() => typeof(TOperation) == typeof(AddOperation<int>) || typeof(TOperation) == typeof(AddOperation<uint>)
        || typeof(TOperation) == typeof(AddOperation<long>) || typeof(TOperation) == typeof(AddOperation<ulong>);

    private static bool IsOne(int* index, ulong active)
    {
        var first = index[BitOperations.TrailingZeroCount(active)];
        for (; active != 0; active &= active - 1)
            if (index[BitOperations.TrailingZeroCount(active)] != first)
                return false;
        return true;
    }

    // Each lane gets what it would have found, one after the other.
    private static void AddTogether<T, TOperation>(long state, T* place, T* value, T* result, ulong active)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        T sum = default;
        var changes = 0;
        for (var left = active; left != 0; left &= left - 1)
        {
            var lane = BitOperations.TrailingZeroCount(left);
            changes |= HaveSameBits(value[lane], default) ? 0 : 1;
            result[lane] = sum;
            sum = TOperation.Next(sum, value[lane], default);
        }
        var before = Change<T, TOperation>(place, sum, default);
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            result[lane] = TOperation.Next(result[lane], before, default);
        }
        *(long*)(state + WarpState.Version) += changes;
    }

    /// <summary>One element in one step.</summary>
    public static T Change<T, TOperation>(T* place, T value, T comparand)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        if (typeof(TOperation) == typeof(AddOperation<int>))
            return (T)(object)(Interlocked.Add(ref *(int*)place, (int)(object)value) - (int)(object)value);
        if (typeof(TOperation) == typeof(AddOperation<long>))
            return (T)(object)(Interlocked.Add(ref *(long*)place, (long)(object)value) - (long)(object)value);
        while (true)
        {
            var old = Unsafe.ReadUnaligned<T>(place);
            var next = TOperation.Next(old, value, comparand);
            if (sizeof(T) == 4
                ? Interlocked.CompareExchange(ref *(int*)place, *(int*)&next, *(int*)&old) == *(int*)&old
                : Interlocked.CompareExchange(ref *(long*)place, *(long*)&next, *(long*)&old) == *(long*)&old)
                return old;
        }
    }

    private static bool HaveSameBits<T>(T first, T second)
        where T : unmanaged => sizeof(T) == 4 ? *(int*)&first == *(int*)&second : *(long*)&first == *(long*)&second;

    private readonly struct AddOperation<T> : IAtomicOperation<T>
        where T : unmanaged, INumber<T>
    {
        public static T Next(T old, T value, T comparand) => unchecked(old + value);
    }

    private readonly struct SubOperation<T> : IAtomicOperation<T>
        where T : unmanaged, INumber<T>
    {
        public static T Next(T old, T value, T comparand) => unchecked(old - value);
    }

    private readonly struct ExchangeOperation<T> : IAtomicOperation<T>
        where T : unmanaged
    {
        public static T Next(T old, T value, T comparand) => value;
    }

    private readonly struct MinOperation<T> : IAtomicOperation<T>
        where T : unmanaged, INumber<T>
    {
        public static T Next(T old, T value, T comparand) => T.Min(old, value);
    }

    private readonly struct MaxOperation<T> : IAtomicOperation<T>
        where T : unmanaged, INumber<T>
    {
        public static T Next(T old, T value, T comparand) => T.Max(old, value);
    }

    private readonly struct IncOperation<T> : IAtomicOperation<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Next(T old, T value, T comparand) => old < value ? unchecked(old + T.One) : T.Zero;
    }

    private readonly struct DecOperation<T> : IAtomicOperation<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Next(T old, T value, T comparand) => old == T.Zero || old > value ? value : unchecked(old - T.One);
    }

    private readonly struct AndOperation<T> : IAtomicOperation<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Next(T old, T value, T comparand) => old & value;
    }

    private readonly struct OrOperation<T> : IAtomicOperation<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Next(T old, T value, T comparand) => old | value;
    }

    private readonly struct XorOperation<T> : IAtomicOperation<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static T Next(T old, T value, T comparand) => old ^ value;
    }

    private readonly struct CompareExchangeOperation<T> : IAtomicOperation<T>
        where T : unmanaged
    {
        public static T Next(T old, T value, T comparand) =>
            HaveSameBits(old, comparand) ? value : old;
    }
}
