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

    /// <summary>On memory that only this block sees, which one worker runs.</summary>
    public static void Apply<T, TOperation>(long state, long start, int scale, ulong active)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        var index = (int*)(state + WarpState.Room(0));
        var version = (long*)(state + WarpState.Version);
        var (value, comparand, result) = (state + WarpState.Room(1), state + WarpState.Room(2), state + WarpState.Result);
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            var place = (T*)(start + (long)index[lane] * scale);
            ((T*)result)[lane] = *place;
            var old = *place;
            *place = TOperation.Next(old, ((T*)value)[lane], ((T*)comparand)[lane]);
            *version += HaveSameBits(old, *place) ? 0 : 1;
        }
    }

    /// <summary>On memory that other blocks see.</summary>
    public static void ApplyShared<T, TOperation>(long state, long start, int scale, ulong active)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        var index = (int*)(state + WarpState.Room(0));
        var version = (long*)(state + WarpState.Version);
        var (value, comparand, result) = (state + WarpState.Room(1), state + WarpState.Room(2), state + WarpState.Result);
        for (; active != 0; active &= active - 1)
        {
            var lane = BitOperations.TrailingZeroCount(active);
            var old = ((T*)result)[lane] = Change<T, TOperation>((T*)(start + (long)index[lane] * scale), ((T*)value)[lane], ((T*)comparand)[lane]);
            *version += HaveSameBits(old, TOperation.Next(old, ((T*)value)[lane], ((T*)comparand)[lane])) ? 0 : 1;
        }
    }

    /// <summary>One element in one step.</summary>
    public static T Change<T, TOperation>(T* place, T value, T comparand)
        where T : unmanaged
        where TOperation : struct, IAtomicOperation<T>
    {
        if (typeof(TOperation) == typeof(AddOperation<int>))
            return (T)(object)(Interlocked.Add(ref *(int*)place, (int)(object)value) - (int)(object)value);
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
