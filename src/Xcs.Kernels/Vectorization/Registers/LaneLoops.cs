using System.Numerics;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// What is done lane by lane, from the lowest active one on. Operands stand in the rooms of <see cref="WarpState"/>, results arrive in the last one.
/// Entries of lanes that are not active are neither read from nor written to memory outside. Compiled code calls these, from its first run on: so they
/// are optimised at once.
/// </summary>
internal static unsafe class LaneLoops
{
    /// <summary>Applies a function of scalars: the one that defines the operation, whatever it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map(long state, ScalarFunction function, ulong active, int bytes0, int bytes1, int bytes2, int resultBytes, int site, int warp)
    {
        for (var left = active; left != 0; left &= left - 1)
        {
            var lane = BitOperations.TrailingZeroCount(left);
            try
            {
                var result = function(Bits(state, 0, lane, bytes0), Bits(state, 1, lane, bytes1), Bits(state, 2, lane, bytes2));
                var place = state + WarpState.Result + lane * resultBytes;
                if (resultBytes == 4)
                    *(uint*)place = (uint)result;
                else
                    *(ulong*)place = result;
            }
            catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
            {
                throw new LaneFault(site, warp, left, cause: exception);
            }
        }
    }

    /// <summary>Applies a function that may throw to what all lanes have in common.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong MapOnce(ScalarFunction function, ulong active, ulong first, ulong second, ulong third, int site, int warp)
    {
        try
        {
            return function(first, second, third);
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
        {
            throw new LaneFault(site, warp, active, cause: exception);
        }
    }

    /// <summary>Sets a number in each element of a local array to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear<TMemory>(long start, int length, int scale, ulong active)
        where TMemory : unmanaged
    {
        for (; active != 0; active &= active - 1)
            for (var i = 0; i < length; i++)
                Unsafe.WriteUnaligned((byte*)start + (long)i * scale + BitOperations.TrailingZeroCount(active) * sizeof(TMemory), default(TMemory));
    }

    /// <summary>
    /// Gives each lane the value of another, whose number stands in the second room; its own where that one takes no part. Values stand in the first
    /// room, members, if there are any, in the third.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute<T>(long state, int lanes, ulong active, bool hasMembers)
        where T : unmanaged
    {
        var value = (T*)(state + WarpState.Room(0));
        var source = (int*)(state + WarpState.Room(1));
        var result = (T*)(state + WarpState.Result);
        for (var lane = 0; lane < lanes; lane++)
        {
            var others = active & MembersOf(state, lane, hasMembers);
            result[lane] = value[WarpSemantics.IsIn(others, source[lane]) ? source[lane] : lane];
        }
    }

    /// <summary>Votes in parts of the warp, from the bits of the active lanes that say yes. Members, if there are any, stand in the third room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vote(long state, WarpKind kind, int lanes, int width, ulong votes, ulong active, bool hasMembers)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            var others = Others(state, lane, width, active, hasMembers);
            if (kind == WarpKind.Ballot)
                ((ulong*)(state + WarpState.Result))[lane] = votes & others;
            else if (kind == WarpKind.ActiveMask)
                ((ulong*)(state + WarpState.Result))[lane] = others;
            else
                ((int*)(state + WarpState.Result))[lane] = kind == WarpKind.Any ? (votes & others) != 0 ? 1 : 0 : (votes & others) == others ? 1 : 0;
        }
    }

    /// <summary>Matches by the bits of values in the first room. Members, if there are any, stand in the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Match(long state, WarpKind kind, int bytes, int lanes, int width, ulong active, bool hasMembers)
    {
        var same = stackalloc ulong[64];
        for (var left = active; left != 0;)
        {
            var first = BitOperations.TrailingZeroCount(left);
            var equal = 0UL;
            for (var others = left; others != 0; others &= others - 1)
                if (Bits(state, 0, BitOperations.TrailingZeroCount(others), bytes) == Bits(state, 0, first, bytes))
                    equal |= others & (0 - others);
            for (var others = equal; others != 0; others &= others - 1)
                same[BitOperations.TrailingZeroCount(others)] = equal;
            left &= ~equal;
        }
        for (var lane = 0; lane < lanes; lane++)
        {
            var others = Others(state, lane, width, active, hasMembers);
            ((ulong*)(state + WarpState.Result))[lane] = kind == WarpKind.MatchAny ? others & (WarpSemantics.IsIn(active, lane) ? same[lane] : 0)
                : others != 0 && (others & ~same[BitOperations.TrailingZeroCount(others)]) == 0 ? others : 0;
        }
    }

    private static ulong Others(long state, int lane, int width, ulong active, bool hasMembers) =>
        active & MembersOf(state, lane, hasMembers) & ((width == 64 ? ulong.MaxValue : (1UL << width) - 1) << (lane & -width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MembersOf(long state, int lane, bool hasMembers) => hasMembers ? ((ulong*)(state + WarpState.Room(2)))[lane] : ulong.MaxValue;

    /// <summary>A warp operation by its definition; members, value and operand stand in the rooms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Together(long state, WarpOperation operation, int lanes, ulong active)
    {
        var value = Lanes(state, 0, lanes, operation.Value?.Type);
        var operand = Lanes(state, 1, lanes, operation.Operand?.Type);
        var members = operation.Members is null ? null : Lanes(state, 2, lanes, typeof(ulong));
        var results = WarpSemantics.Apply(operation, lanes, active, value, operand, members);
        for (var lane = 0; lane < lanes; lane++)
            if (LaneLayout.LaneBytes(operation.Type) == 4)
                *(uint*)(state + WarpState.Result + lane * 4) = (uint)results[lane];
            else
                *(ulong*)(state + WarpState.Result + lane * 8) = results[lane];
    }

    private static ulong[] Lanes(long state, int room, int lanes, Type? type)
    {
        var values = new ulong[lanes];
        for (var lane = 0; type is not null && lane < lanes; lane++)
            values[lane] = Bits(state, room, lane, LaneLayout.LaneBytes(type));
        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(long state, int room, int lane, int bytes) => bytes switch
    {
        0 => 0,
        4 => *(uint*)(state + WarpState.Room(room) + lane * 4),
        _ => *(ulong*)(state + WarpState.Room(room) + lane * 8),
    };
}
