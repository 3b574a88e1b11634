using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Warp operations.</content>
internal sealed partial class WarpCompiler
{
    private static readonly MethodInfo TogetherMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.Together))!;

    private static readonly MethodInfo PermuteMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.Permute))!;
    private static readonly MethodInfo VoteMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.Vote))!;
    private static readonly MethodInfo MatchMethod = typeof(LaneLoops).GetMethod(nameof(LaneLoops.Match))!;

    private LaneValue Together(WarpOperation node, Flow flow)
    {
        LaneValue? members = node.Members is { } m ? Spill(Evaluate(m, flow)) : null;
        LaneValue? value = node.Value is { } v ? Spill(Evaluate(v, flow)) : null;
        LaneValue? operand = node.Operand is { } o ? Spill(Evaluate(o, flow)) : null;
        if (node.IsShuffle && value!.Value.IsUniform)
            return value.Value;
        var isWhole = node.Width == _program.WarpSize && members is null or { IsUniform: true };
        if (isWhole && Whole(node, value, members, flow) is { } result)
            return LaneValue.Uniform(Spill(result));
        if (node.IsShuffle)
            return LaneValue.Varying(node.Type, members is null && Shuffled(node, value!.Value, operand!.Value, flow) is { } moved ? moved : Permuted(node, value!.Value, operand!.Value, members, flow));
        if (node.IsReduction && members is null)
            return LaneValue.Varying(node.Type, ReducedInParts(node, value!.Value, flow));
        if (!node.IsReduction)
            return VotedOrMatched(node, value, members, isWhole && (node.Kind != WarpKind.MatchAny || value!.Value.IsUniform), flow);
        return ByDefinition(node, value, operand, members, isWhole && !node.IsShuffle && (node.Kind != WarpKind.MatchAny || value!.Value.IsUniform), flow);
    }

    private LaneValue ByDefinition(WarpOperation node, LaneValue? value, LaneValue? operand, LaneValue? members, bool isUniform, Flow flow)
    {
        if (value is { } given)
            ToRoom(0, Vectors(given));
        if (operand is { } which)
            ToRoom(1, Vectors(which));
        if (members is { } who)
            ToRoom(2, Vectors(who));
        var active = Spill(ActiveBits(flow));
        Emit(Expression.Call(TogetherMethod, _state, Expression.Constant(node), Int(_program.WarpSize), active));
        return FromResult(node, isUniform, active);
    }

    // Where all active lanes get the same, that of the lowest.
    private LaneValue FromResult(WarpOperation node, bool isUniform, Expression active)
    {
        if (!isUniform)
            return FromResult(node.Type, isTruth: true);
        var lane = Expression.Call(typeof(System.Numerics.BitOperations), nameof(System.Numerics.BitOperations.TrailingZeroCount), null, active);
        var place = Spill(Expression.Add(_state, Wide(Expression.Multiply(lane, Int(LaneLayout.LaneBytes(node.Type))))));
        return LaneValue.Uniform(Spill(node.Type == typeof(bool)
            ? Expression.NotEqual(Read(typeof(int), place, WarpState.Result), Int(0))
            : Read(node.Type, place, WarpState.Result)));
    }

    /// <summary>What all active lanes of the warp get together; null where it takes the definition.</summary>
    private Expression? Whole(WarpOperation node, LaneValue? value, LaneValue? members, Flow flow)
    {
        Expression Lanes() => members is { } m ? Expression.And(ActiveBits(flow), m.Scalar!) : ActiveBits(flow);
        Expression Votes() => value!.Value.IsUniform
            ? Expression.Condition(value.Value.Scalar!, Lanes(), Expression.Constant(0UL))
            : members is { } m ? Expression.And(Bits(Active(MaskOf(value.Value, 4), flow)), m.Scalar!) : Bits(Active(MaskOf(value.Value, 4), flow));
        switch (node.Kind)
        {
            case WarpKind.ActiveMask:
                return Lanes();
            case WarpKind.Ballot:
                return Votes();
            case WarpKind.Any:
                return Expression.NotEqual(Votes(), Expression.Constant(0UL));
            case WarpKind.All:
                return Expression.Equal(Votes(), Lanes());
            case >= WarpKind.ReduceAdd when members is null:
                return Reduced(node.Kind, node.Type, value!.Value, flow);
            default:
                return null;
        }
    }

    private LaneValue VotedOrMatched(WarpOperation node, LaneValue? value, LaneValue? members, bool isUniform, Flow flow)
    {
        if (members is { } who)
            ToRoom(2, Vectors(who));
        var active = Spill(ActiveBits(flow));
        if (node.Kind is WarpKind.MatchAny or WarpKind.MatchAll)
        {
            ToRoom(0, Vectors(value!.Value));
            Emit(Expression.Call(MatchMethod, _state, Expression.Constant(node.Kind), Int(LaneLayout.LaneBytes(value.Value.Type)), Int(_program.WarpSize), Int(node.Width), active, Expression.Constant(members is not null)));
        }
        else
        {
            Expression votes = value is not { } given ? Expression.Constant(0UL)
                : given.IsUniform ? Expression.Condition(given.Scalar!, active, Expression.Constant(0UL)) : Bits(Active(MaskOf(given, 4), flow));
            Emit(Expression.Call(VoteMethod, _state, Expression.Constant(node.Kind), Int(_program.WarpSize), Int(node.Width), votes, active, Expression.Constant(members is not null)));
        }
        return FromResult(node, isUniform, active);
    }

    /// <summary>A shuffle whose sources are known when it runs.</summary>
    private Expression[] Permuted(WarpOperation node, LaneValue value, LaneValue operand, LaneValue? members, Flow flow)
    {
        var sources = Spill(Sources(node, operand));
        var parts = Spill(Vectors(value));
        if (members is null && LaneLayout.LaneBytes(node.Type) == 4 && PermuteMethods.CanPermute(parts))
        {
            var moved = Copied([.. sources.Select(source => PermuteMethods.Permute(parts, source))]);
            if (flow.IsFull)
                return moved;
            Expression[] mask = [.. flow.Mask];
            return Spill([.. sources.Select((source, i) => Select(PermuteMethods.Permute(mask, source), moved[i], parts[i]))]);
        }
        ToRoom(0, parts);
        ToRoom(1, sources);
        if (members is { } who)
            ToRoom(2, Vectors(who));
        Emit(Expression.Call(PermuteMethod.MakeGenericMethod(LaneLayout.LaneBytes(node.Type) == 4 ? typeof(int) : typeof(long)), _state, Int(_program.WarpSize), ActiveBits(flow), Expression.Constant(members is not null)));
        return FromResult(node.Type).Parts!;
    }

    // The formulas of WarpSemantics.SourceOf, for all lanes at once.
    private Expression[] Sources(WarpOperation node, LaneValue operand)
    {
        var vector = _layout.VectorOf(typeof(int));
        var lanes = _layout.LanesOfPart(4);
        return
        [
            .. Spill(Vectors(operand)).Select((by, part) =>
            {
                Expression Of(Func<int, int> number) => VectorCalls.Constants(vector, lane => number(part * lanes + lane));
                Expression Within(Expression distance, Func<int, int> room) =>
                    VectorCalls.As(VectorCalls.Call("LessThan", VectorCalls.As(distance, typeof(uint)), VectorCalls.As(Of(room), typeof(uint))), typeof(int));
                var own = LaneNumbers()[part];
                switch (node.Kind)
                {
                    case WarpKind.Shuffle:
                        return VectorCalls.Call("Add", VectorCalls.Call("BitwiseAnd", by, VectorCalls.Splat(vector, Int(node.Width - 1))), Of(lane => lane & -node.Width));
                    case WarpKind.ShuffleUp:
                        return Select(Within(by, lane => (lane & (node.Width - 1)) + 1), VectorCalls.Call("Subtract", own, by), own);
                    case WarpKind.ShuffleDown:
                        return Select(Within(by, lane => node.Width - (lane & (node.Width - 1))), VectorCalls.Call("Add", own, by), own);
                    default:
                        var turned = Spill(VectorCalls.Call("Xor", own, by));
                        return Select(Within(turned, lane => (lane & -node.Width) + node.Width), turned, own);
                }
            }),
        ];
    }

    // Lane i takes lane i ^ w/2, then i ^ w/4: as addition commutes, bit by bit what the first lane of the part has.
    private Expression[] ReducedInParts(WarpOperation node, LaneValue value, Flow flow)
    {
        var parts = Spill(Contributions(node.Kind, node.Type, value, flow));
        for (var distance = node.Width / 2; distance > 0; distance /= 2)
            parts = Spill(Each(CombinationOf(node.Kind), parts, Moved(parts, lane => lane ^ distance)));
        return parts;
    }

    private Expression[] Contributions(WarpKind kind, Type type, LaneValue value, Flow flow)
    {
        var parts = Vectors(value);
        if (flow.IsFull)
            return parts;
        var masks = MemoryMasks(type, flow);
        return [.. parts.Select((part, i) => Select(masks[i], part, VectorCalls.Splat(part.Type, Identity(kind, type))))];
    }

    private static string CombinationOf(WarpKind kind) => kind switch
    {
        WarpKind.ReduceAdd => "Add",
        WarpKind.ReduceMin => "Min",
        WarpKind.ReduceMax => "Max",
        WarpKind.ReduceAnd => "BitwiseAnd",
        WarpKind.ReduceOr => "BitwiseOr",
        _ => "Xor",
    };

    // Lane i takes lane i + w/2, then i + w/4: registers first, then halves of a register.
    private Expression Reduced(WarpKind kind, Type type, LaneValue value, Flow flow)
    {
        var name = CombinationOf(kind);
        var parts = Contributions(kind, type, value, flow);
        while (parts.Length > 1)
            parts = Spill([.. parts.Take(parts.Length / 2).Zip(parts.Skip(parts.Length / 2), (a, b) => VectorCalls.Call(name, a, b))]);
        var rest = Spill(parts[0]);
        while (VectorCalls.SizeOf(rest.Type) > 16)
            rest = Spill(VectorCalls.Call(name, VectorCalls.Call("GetLower", rest), VectorCalls.Call("GetUpper", rest)));
        for (var lanes = VectorCalls.Lanes(rest.Type); lanes > 1; lanes /= 2)
        {
            var half = lanes / 2;
            var count = VectorCalls.Lanes(rest.Type);
            rest = Spill(VectorCalls.Call(name, rest, Permuted(rest, lane => lane < half ? lane + half : lane % count)));
        }
        return VectorCalls.Call("ToScalar", rest);
    }

    private static ConstantExpression Identity(WarpKind kind, Type type) => Expression.Constant(Value(WarpSemantics.IdentityOf(kind, type), type), type);

    private static object Value(ulong bits, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => (object)unchecked((int)bits),
        TypeCode.UInt32 => unchecked((uint)bits),
        TypeCode.Int64 => unchecked((long)bits),
        TypeCode.Single => BitConverter.UInt32BitsToSingle(unchecked((uint)bits)),
        TypeCode.Double => BitConverter.UInt64BitsToDouble(bits),
        _ => bits,
    };

    /// <summary>Lanes of one register in another order, known when the code is made.</summary>
    private static Expression Permuted(Expression part, Func<int, int> source)
    {
        var element = VectorCalls.ElementOf(part.Type);
        var index = element == typeof(float) ? typeof(int) : element == typeof(double) ? typeof(long) : element;
        var indices = VectorCalls.Constants(part.Type.GetGenericTypeDefinition().MakeGenericType(index), lane => Convert.ChangeType(source(lane), index, System.Globalization.CultureInfo.InvariantCulture));
        return VectorCalls.Call("Shuffle", part, indices);
    }

    /// <summary>A shuffle whose sources are known when the code is made.</summary>
    private Expression[]? Shuffled(WarpOperation node, LaneValue value, LaneValue operand, Flow flow)
    {
        if (operand.Scalar is not ConstantExpression { Value: int known } || !operand.IsUniform)
            return null;
        int Source(int lane) => WarpSemantics.SourceOf(node.Kind, lane, known, node.Width);
        var parts = Spill(Vectors(value));
        var moved = Copied(Moved(parts, Source));
        if (flow.IsFull)
            return moved;
        // A lane whose source is not active keeps its own value.
        var laneBytes = LaneLayout.LaneBytes(node.Type);
        var masks = Spill(laneBytes == 4 ? flow.Mask : Widened(flow.Mask, typeof(long)));
        return Spill([.. Moved(masks, Source).Select((mask, i) => Select(mask, moved[i], parts[i]))]);
    }

    // Into registers of their own: what is assigned next may be the variable that they come from.
    private Expression[] Copied(Expression[] parts) =>
    [
        .. parts.Select(part =>
        {
            var copy = Temporary(part.Type);
            Set(copy, part);
            return copy;
        }),
    ];

    private static Expression[] Moved(Expression[] parts, Func<int, int> source)
    {
        var lanes = VectorCalls.Lanes(parts[0].Type);
        return [.. parts.Select((_, part) => FromParts(parts, lanes, lane => source(part * lanes + lane)))];
    }

    // Each register that lanes come from is shuffled, and the lanes that are meant are selected.
    private static Expression FromParts(Expression[] parts, int lanes, Func<int, int> source)
    {
        Expression? result = null;
        foreach (var from in Enumerable.Range(0, lanes).Select(lane => source(lane) / lanes).Distinct())
        {
            var isInOrder = Enumerable.Range(0, lanes).All(lane => source(lane) / lanes != from || source(lane) % lanes == lane);
            var moved = isInOrder ? parts[from] : Permuted(parts[from], lane => source(lane) % lanes);
            if (result is null)
            {
                result = moved;
                continue;
            }
            var element = LaneLayout.LaneBytes(VectorCalls.ElementOf(moved.Type)) == 4 ? typeof(int) : typeof(long);
            var mask = VectorCalls.Constants(moved.Type.GetGenericTypeDefinition().MakeGenericType(element), lane => source(lane) / lanes == from ? element == typeof(int) ? -1 : (object)-1L : element == typeof(int) ? 0 : (object)0L);
            result = Select(mask, moved, result);
        }
        return result!;
    }
}
