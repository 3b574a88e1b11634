using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <content>Masks: an int of all ones or zeros for each lane.</content>
internal sealed partial class WarpCompiler
{
    private Type MaskVector => _layout.VectorOf(typeof(int));

    private ParameterExpression[] NewMask() => [.. Enumerable.Range(0, _layout.Parts(4)).Select(_ => Temporary(MaskVector))];

    /// <summary>A mask for lanes that wait at a label: empty wherever all lanes are active.</summary>
    private ParameterExpression[] NewWait()
    {
        var mask = NewMask();
        _waitMasks.UnionWith(mask);
        return mask;
    }

    private Expression[] Ones() => [.. Enumerable.Range(0, _layout.Parts(4)).Select(_ => VectorCalls.AllBitsSet(MaskVector))];

    private Expression[] Zeros() => [.. Enumerable.Range(0, _layout.Parts(4)).Select(_ => VectorCalls.Zero(MaskVector))];

    /// <summary>The active lanes.</summary>
    private Expression[] MaskOf(Flow flow) => flow.IsFull ? Ones() : flow.Mask;

    private void SetMask(ParameterExpression[] mask, Expression[] value)
    {
        for (var i = 0; i < mask.Length; i++)
            Set(mask[i], value[i]);
    }

    private static Expression[] Each(string name, Expression[] first, Expression[] second) => [.. first.Zip(second, (a, b) => VectorCalls.Call(name, a, b))];

    private static Expression[] Both(Expression[] first, Expression[] second) => Each("BitwiseAnd", first, second);

    private static Expression[] Either(Expression[] first, Expression[] second) => Each("BitwiseOr", first, second);

    /// <summary>The lanes of the first that are not in the second.</summary>
    private static Expression[] Without(Expression[] first, Expression[] second) => Each("AndNot", first, second);

    // The JIT of .NET 10 takes the inverse of a mask that it knows to be empty for full, where it has at most eight lanes, of Equals with zero, too; so it
    // gets a difference of numbers: -1 - mask.
    private static Expression[] Not(Expression[] mask) =>
        [.. mask.Select(part => VectorCalls.Lanes(part.Type) <= 8 ? VectorCalls.Call("Subtract", VectorCalls.AllBitsSet(part.Type), part) : VectorCalls.Call("OnesComplement", part))];

    /// <summary>The lanes of a mask that are active.</summary>
    private static Expression[] Active(Expression[] mask, Flow flow) => flow.IsFull ? mask : Both(flow.Mask, mask);

    private static UnaryExpression Any(Expression[] mask)
    {
        var all = mask.Aggregate((a, b) => VectorCalls.Call("BitwiseOr", a, b));
        return Expression.Not(VectorCalls.Call("EqualsAll", all, VectorCalls.Zero(all.Type)));
    }

    private static Expression None(Expression[] mask)
    {
        var all = mask.Aggregate((a, b) => VectorCalls.Call("BitwiseOr", a, b));
        return VectorCalls.Call("EqualsAll", all, VectorCalls.Zero(all.Type));
    }

    private static Expression All(Expression[] mask)
    {
        var all = mask.Aggregate((a, b) => VectorCalls.Call("BitwiseAnd", a, b));
        return VectorCalls.Call("EqualsAll", all, VectorCalls.AllBitsSet(all.Type));
    }

    /// <summary>A mask as one bit a lane, a ulong.</summary>
    private static Expression Bits(Expression[] mask)
    {
        Expression? bits = null;
        for (var i = 0; i < mask.Length; i++)
        {
            Expression part = Expression.Convert(LaneBits(mask[i]), typeof(ulong));
            var shift = i * VectorCalls.Lanes(mask[i].Type);
            part = shift == 0 ? part : Expression.LeftShift(part, Expression.Constant(shift));
            bits = bits is null ? part : Expression.Or(bits, part);
        }
        return bits!;
    }

    // The JIT of .NET 10 inverts masks of fewer than eight lanes as eight bits, of which it takes all.
    private static Expression LaneBits(Expression mask)
    {
        var (bits, lanes) = (VectorCalls.Call("ExtractMostSignificantBits", mask), VectorCalls.Lanes(mask.Type));
        return lanes < 8 ? Expression.And(bits, Expression.Constant((1U << lanes) - 1)) : bits;
    }

    private ulong AllBits => _program.WarpSize == 64 ? ulong.MaxValue : (1UL << _program.WarpSize) - 1;

    /// <summary>The active lanes, one bit a lane.</summary>
    private Expression ActiveBits(Flow flow) => flow.IsFull ? Expression.Constant(AllBits) : Bits(flow.Mask);

    /// <summary>Bits as a mask: lane i tests bit i.</summary>
    private Expression[] MaskOfBits(Expression bits)
    {
        var source = Spill(bits);
        var lanes = _layout.LanesOfPart(4);
        var vector = _layout.VectorOf(typeof(uint));
        return
        [
            .. Enumerable.Range(0, _layout.Parts(4)).Select(i =>
            {
                // A part has at most 16 lanes.
                var shifted = i == 0 ? source : Expression.RightShift(source, Expression.Constant(i * lanes));
                var own = Spill(VectorCalls.Constants(vector, lane => 1U << lane));
                var tested = VectorCalls.Call("BitwiseAnd", VectorCalls.Splat(vector, Expression.Convert(shifted, typeof(uint))), own);
                return VectorCalls.As(VectorCalls.Call("Equals", tested, own), typeof(int));
            }),
        ];
    }

    /// <summary>A bool with lanes of a size.</summary>
    private Expression[] MaskOf(LaneValue value, int laneBytes)
    {
        if (!value.IsVarying)
        {
            var element = laneBytes == 4 ? typeof(int) : typeof(long);
            Expression number = Expression.Condition(value.Scalar!, Expression.Constant(laneBytes == 4 ? -1 : (object)-1L), Expression.Constant(laneBytes == 4 ? 0 : (object)0L));
            var splat = Spill(VectorCalls.Splat(_layout.VectorOf(element), number));
            return [.. Enumerable.Repeat(splat, _layout.Parts(laneBytes))];
        }
        if (value.LaneBytes == laneBytes)
            return value.Parts!;
        return laneBytes == 8 ? Widened(value.Parts!, typeof(long)) : Narrowed(value.Parts!, typeof(int));
    }

    /// <summary>Lanes of 4 bytes as lanes of 8, with their sign or zeros.</summary>
    private Expression[] Widened(Expression[] parts, Type element)
    {
        var isPair = _layout.Parts(8) > parts.Length;
        var target = _layout.VectorOf(element);
        return
        [
            .. parts.Select(Spill).SelectMany(part =>
            {
                var (low, high) = (VectorCalls.Call("WidenLower", part), VectorCalls.Call("WidenUpper", part));
                return isPair ? (Expression[])[low, high] : [VectorCalls.Call(target, "Create", low, high)];
            }),
        ];
    }

    /// <summary>Lanes of 8 bytes as lanes of 4: the low bits, or the nearest float.</summary>
    private Expression[] Narrowed(Expression[] parts, Type element)
    {
        var vector = _layout.VectorOf(element);
        if (parts.Length > _layout.Parts(4))
            return [.. parts.Chunk(2).Select(pair => VectorCalls.Call("Narrow", pair[0], pair[1]))];
        return [.. parts.Select(Spill).Select(part => VectorCalls.Call(vector, "Narrow", VectorCalls.Call("GetLower", part), VectorCalls.Call("GetUpper", part)))];
    }
}
