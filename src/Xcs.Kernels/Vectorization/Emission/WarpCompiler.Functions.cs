using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>Functions.</content>
internal sealed partial class WarpCompiler
{
    private LaneValue Call(MethodCallExpression node, LaneValue[] arguments, Flow flow)
    {
        var definition = VectorFunctions.Definition(node.Method);
        if (Array.TrueForAll(arguments, a => a.IsUniform))
            return !PureFunctions.MayThrow(node.Method) ? LaneValue.Uniform(Expression.Call(definition, arguments.Select(a => a.Scalar!)))
                : IsClamp(node) && IsPlain(node.Type) ? ClampUniform(node, arguments, flow)
                : LaneValue.Uniform(Spill(MappedOnce(node, arguments, flow)));
        if (Function(node.Method, arguments) is { } parts)
            return LaneValue.Varying(node.Type, parts);
        if (VectorFunctions.IsVector(node.Method))
            return StraightLine(node, arguments[0], flow);
        if (IsClamp(node) && IsPlain(node.Type))
            return Clamp(node, arguments, flow);
        return Mapped(ScalarFunctions.Of(node.Method), node.Type, arguments, node, flow);
    }

    private static bool IsClamp(MethodCallExpression node) => node.Method is { Name: nameof(Math.Clamp), DeclaringType: var owner } && owner == typeof(Math);

    private LaneValue ClampUniform(MethodCallExpression node, LaneValue[] arguments, Flow flow)
    {
        var (value, least, most) = (Spill(arguments[0].Scalar!), Spill(arguments[1].Scalar!), Spill(arguments[2].Scalar!));
        Emit(Expression.IfThen(Expression.GreaterThan(least, most), Nest(() => Spill(MappedOnce(node, [LaneValue.Uniform(value), LaneValue.Uniform(least), LaneValue.Uniform(most)], flow)))));
        return LaneValue.Uniform(Spill(Expression.Condition(Expression.LessThan(value, least), least, Expression.Condition(Expression.GreaterThan(value, most), most, value))));
    }

    // Where a least value is above a greatest, the definition says what happens.
    private LaneValue Clamp(MethodCallExpression node, LaneValue[] arguments, Flow flow)
    {
        var (least, most) = (arguments[1], arguments[2]);
        var parts = Array.ConvertAll(arguments, argument => Spill(Vectors(argument)));
        Expression[] IsCrossed() => MaskOf(Truth(Each("GreaterThan", parts[1], parts[2]), node.Type), 4);
        Emit(Expression.IfThen(least.IsUniform && most.IsUniform ? Expression.GreaterThan(least.Scalar!, most.Scalar!) : Any(Active(IsCrossed(), flow)),
            Nest(() => Mapped(ScalarFunctions.Of(node.Method), node.Type, arguments, node, flow))));
        return LaneValue.Varying(node.Type, Spill([.. parts[0].Select((value, i) =>
            VectorCalls.Call("ConditionalSelect", VectorCalls.Call("LessThan", value, parts[1][i]), parts[1][i],
                VectorCalls.Call("ConditionalSelect", VectorCalls.Call("GreaterThan", value, parts[2][i]), parts[2][i], value)))]));
    }

    private static LaneValue Truth(Expression[] parts, Type type)
    {
        var laneBytes = LaneLayout.LaneBytes(type);
        return LaneValue.Mask([.. parts.Select(part => VectorCalls.As(part, laneBytes == 4 ? typeof(int) : typeof(long)))], laneBytes);
    }

    // A register after the other: in turns, they would not fit into the registers that there are. Lanes beyond the limit are computed one by one.
    private LaneValue StraightLine(MethodCallExpression node, LaneValue argument, Flow flow)
    {
        var (line, limit) = VectorFunctions.StraightLine(node.Method);
        var arguments = Spill(Vectors(argument));
        var parts = arguments.Select(part => Spill(new VectorForm(part.Type, Temporary, Emit).Call(line, part))).ToArray();
        if (limit is { } most)
            BeyondLimit(node, arguments, parts, most, flow);
        return LaneValue.Varying(node.Type, parts);
    }

    private void BeyondLimit(MethodCallExpression node, Expression[] arguments, Expression[] results, float limit, Flow flow)
    {
        var beyond = NewMask();
        SetMask(beyond, Active([.. arguments.Select(part =>
            VectorCalls.As(VectorCalls.Call("GreaterThan", VectorCalls.Call("Abs", part), VectorCalls.Splat(part.Type, Expression.Constant(limit))), typeof(int)))], flow));
        Emit(Expression.IfThen(Any(beyond), Nest(() =>
        {
            var exact = Mapped(ScalarFunctions.Of(node.Method), node.Type, [LaneValue.Varying(node.Type, arguments)], node, new(beyond, false, flow.Empty));
            for (var i = 0; i < results.Length; i++)
                Set((ParameterExpression)results[i], Select(beyond[i], exact.Parts![i], results[i]));
        })));
    }

    // The platform's functions of 512 bits fuse other operations than those of 128 and 256, and differ in the last bit.
    private Expression Halved(string name, Expression part)
    {
        if (VectorCalls.SizeOf(part.Type) < 64)
            return VectorCalls.Call(name, part);
        var whole = Spill(part);
        return VectorCalls.Call(whole.Type, "Create", VectorCalls.Call(name, VectorCalls.Call("GetLower", whole)), VectorCalls.Call(name, VectorCalls.Call("GetUpper", whole)));
    }

    private Expression MappedOnce(MethodCallExpression node, LaneValue[] arguments, Flow flow)
    {
        Expression Argument(int i) => i < arguments.Length ? Interpretation.Bits.From(arguments[i].Scalar!) : Expression.Constant(0UL);
        return Interpretation.Bits.To(Spill(Expression.Call(MapOnceMethod, Expression.Constant(ScalarFunctions.Of(node.Method)), ActiveBits(flow), Argument(0), Argument(1), Argument(2), Site(node), WarpIndex)), node.Type);
    }

    /// <summary>A function that registers have; otherwise null.</summary>
    private Expression[]? Function(MethodInfo method, LaneValue[] arguments)
    {
        var type = method.ReturnType;
        var isFloat = type == typeof(float) || type == typeof(double);
        if (method.DeclaringType == typeof(BitConverter) && IsPlain(type) && IsPlain(arguments[0].Type))
            return [.. Vectors(arguments[0]).Select(part => VectorCalls.As(part, type))];
        if (method.DeclaringType == typeof(Products))
            return HighProduct(arguments[0], arguments[1]);
        if (!Array.TrueForAll(arguments, a => a.Type == type) || !IsPlain(type))
            return null;
        Expression[] Apply(string name)
        {
            var operands = Array.ConvertAll(arguments, Vectors);
            return [.. operands[0].Select((_, i) => VectorCalls.Call(name, [.. operands.Select(o => o[i])]))];
        }
        if (VectorFunctions.IsVector(method))
            return type == typeof(float) ? null : [.. Vectors(arguments[0]).Select(part => Halved(method.Name, part))];
        return (method.Name, arguments.Length) switch
        {
            ("Sqrt" or "Floor" or "Ceiling" or "Truncate" or "Round" or "Abs", 1) when isFloat => Apply(method.Name),
            ("FusedMultiplyAdd", 3) when isFloat => Apply(method.Name),
            ("CopySign", 2) when isFloat => Apply(method.Name),
            ("Min" or "Max", 2) => Apply(method.Name),
            _ => null,
        };
    }
}
