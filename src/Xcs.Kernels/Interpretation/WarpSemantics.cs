using System.Linq.Expressions;
using System.Numerics;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>What warp operations mean, lane by lane. Values are bits; entry i is lane i.</summary>
/// <remarks>CUDA C++ Programming Guide, "Warp Shuffle Functions", "Warp Vote Functions", "Warp Match Functions", "Warp Reduce Functions"; the PTX ISA for widths.</remarks>
internal static class WarpSemantics
{
    /// <summary>The results of the active lanes.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="lanes">How many lanes the warp has.</param>
    /// <param name="active">The lanes that are active.</param>
    /// <param name="value">What each lane gives.</param>
    /// <param name="operand">The source lane, distance or bits of shuffles.</param>
    /// <param name="members">The lanes that each lane names; null for all.</param>
    public static ulong[] Apply(WarpOperation operation, int lanes, ulong active, ulong[] value, ulong[] operand, ulong[]? members)
    {
        var results = new ulong[lanes];
        for (var lane = 0; lane < lanes; lane++)
            if (IsIn(active, lane))
            {
                var others = active & (members?[lane] ?? ulong.MaxValue) & Part(lane, operation.Width);
                results[lane] = operation.IsShuffle
                    ? Shuffled(operation, lane, active & (members?[lane] ?? ulong.MaxValue), value, (int)operand[lane])
                    : Together(operation, lane, others, value);
            }
        return results;
    }

    public static bool IsIn(ulong mask, int lane) => (mask >> lane & 1) != 0;

    /// <summary>The lane that a shuffle reads, whether it is active or not; the lane itself where the source is out of range.</summary>
    public static int SourceOf(WarpKind kind, int lane, int operand, int width)
    {
        var start = lane & -width;
        var end = start + width;
        return kind switch
        {
            WarpKind.Shuffle => start + (operand & (width - 1)),
            WarpKind.ShuffleUp => (uint)operand <= (uint)(lane - start) ? lane - operand : lane,
            WarpKind.ShuffleDown => (uint)operand < (uint)(end - lane) ? lane + operand : lane,
            _ => (uint)(lane ^ operand) < (uint)end ? lane ^ operand : lane,
        };
    }

    private static ulong Shuffled(WarpOperation operation, int lane, ulong others, ulong[] value, int operand)
    {
        var source = SourceOf(operation.Kind, lane, operand, operation.Width);
        return value[IsIn(others, source) ? source : lane];
    }

    private static ulong Together(WarpOperation operation, int lane, ulong others, ulong[] value)
    {
        switch (operation.Kind)
        {
            case WarpKind.ActiveMask:
                return others;
            case WarpKind.Ballot:
                return Where(others, value, v => v != 0);
            case WarpKind.Any:
                return Where(others, value, v => v != 0) != 0 ? 1UL : 0;
            case WarpKind.All:
                return Where(others, value, v => v != 0) == others ? 1UL : 0;
            case WarpKind.MatchAny:
                return Where(others, value, v => v == value[lane]);
            case WarpKind.MatchAll:
                return others != 0 && Where(others, value, v => v == value[BitOperations.TrailingZeroCount(others)]) == others ? others : 0;
            default:
                return Reduced(operation, lane, others, value);
        }
    }

    // Lane i takes lane i + w/2, then i + w/4, and so on; the first of the part has it all.
    private static ulong Reduced(WarpOperation operation, int lane, ulong others, ulong[] value)
    {
        var combine = CombineOf(operation.Kind, operation.Type);
        var start = lane & -operation.Width;
        var part = new ulong[operation.Width];
        for (var i = 0; i < part.Length; i++)
            part[i] = IsIn(others, start + i) ? value[start + i] : IdentityOf(operation.Kind, operation.Type);
        for (var distance = part.Length / 2; distance > 0; distance /= 2)
            for (var i = 0; i < distance; i++)
                part[i] = combine(part[i], part[i + distance], 0);
        return part[0];
    }

    private static ScalarFunction CombineOf(WarpKind kind, Type type) => kind switch
    {
        WarpKind.ReduceAdd => ScalarFunctions.Of(ExpressionType.Add, type),
        WarpKind.ReduceMin => ScalarFunctions.OfMath(nameof(Math.Min), type),
        WarpKind.ReduceMax => ScalarFunctions.OfMath(nameof(Math.Max), type),
        WarpKind.ReduceAnd => ScalarFunctions.Of(ExpressionType.And, type),
        WarpKind.ReduceOr => ScalarFunctions.Of(ExpressionType.Or, type),
        _ => ScalarFunctions.Of(ExpressionType.ExclusiveOr, type),
    };

    /// <summary>What a lane that takes no part counts as.</summary>
    public static ulong IdentityOf(WarpKind kind, Type type) => (kind, Type.GetTypeCode(type)) switch
    {
        (WarpKind.ReduceAdd, TypeCode.Single) => Bits.Of(-0f),
        (WarpKind.ReduceAdd, TypeCode.Double) => Bits.Of(-0d),
        (WarpKind.ReduceMin, TypeCode.Single) => Bits.Of(float.PositiveInfinity),
        (WarpKind.ReduceMin, TypeCode.Double) => Bits.Of(double.PositiveInfinity),
        (WarpKind.ReduceMax, TypeCode.Single) => Bits.Of(float.NegativeInfinity),
        (WarpKind.ReduceMax, TypeCode.Double) => Bits.Of(double.NegativeInfinity),
        (WarpKind.ReduceMin, TypeCode.Int32) => Bits.Of(int.MaxValue),
        (WarpKind.ReduceMin, TypeCode.Int64) => Bits.Of(long.MaxValue),
        (WarpKind.ReduceMax, TypeCode.Int32) => Bits.Of(int.MinValue),
        (WarpKind.ReduceMax, TypeCode.Int64) => Bits.Of(long.MinValue),
        (WarpKind.ReduceMin or WarpKind.ReduceAnd, _) => KernelTypes.SizeOfNumber(type) == 4 ? uint.MaxValue : ulong.MaxValue,
        _ => 0,
    };

    private static ulong Part(int lane, int width) => (width == 64 ? ulong.MaxValue : (1UL << width) - 1) << (lane & -width);

    private static ulong Where(ulong lanes, ulong[] value, Func<ulong, bool> holds)
    {
        var result = 0UL;
        for (var lane = 0; lane < value.Length; lane++)
            if (IsIn(lanes, lane) && holds(value[lane]))
                result |= 1UL << lane;
        return result;
    }
}
