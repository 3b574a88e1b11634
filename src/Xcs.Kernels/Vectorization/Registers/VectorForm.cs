using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xcs.Kernels.Programs;
using Xcs.Lifting;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// The methods of <see cref="SingleFunctions"/>, lifted, on registers: each operation is the one on vectors that gives the same bits. What it takes from
/// others of these methods stands in line; a variable is a temporary.
/// </summary>
/// <param name="vector">A type of registers; of their lanes only the number matters.</param>
/// <param name="temporary">Gives a variable.</param>
/// <param name="emit">Takes an assignment, to be run before whatever comes of what is returned later.</param>
internal sealed class VectorForm(Type vector, Func<Type, ParameterExpression> temporary, Action<Expression> emit)
{
    private static readonly ConcurrentDictionary<MethodInfo, LiftedMethod> Lifted = [];

    /// <summary>The value of a function.</summary>
    public Expression Call(MethodInfo function, params Expression[] arguments)
    {
        if (Instruction(function, arguments) is { } instruction)
            return instruction;
        var method = Lifted.GetOrAdd(function, static function => Lifter.Lift(function));
        var values = method.Parameters.Zip(arguments).ToDictionary(pair => pair.First, pair => Named(pair.Second));
        return new Scope(this, values).Value(method.Body);
    }

    private ParameterExpression Named(Expression value)
    {
        if (value is ParameterExpression named)
            return named;
        var place = NewVariable(value.Type);
        Emit(Expression.Assign(place, value));
        return place;
    }

    private ParameterExpression NewVariable(Type type) => temporary(type);

    private void Emit(Expression assignment) => emit(assignment);

    private Type VectorOf(Type element) => vector.GetGenericTypeDefinition().MakeGenericType(element);

    private static MethodCallExpression? Instruction(MethodInfo function, Expression[] arguments) => function.Name switch
    {
        nameof(SinglePrimitives.Least) => (MethodCallExpression)VectorCalls.Call("MinNative", arguments),
        nameof(SinglePrimitives.Greatest) => (MethodCallExpression)VectorCalls.Call("MaxNative", arguments),
        nameof(SinglePrimitives.ToInteger) => (MethodCallExpression)VectorCalls.Call("ConvertToInt32Native", arguments),
        nameof(SinglePrimitives.Scale) when Avx512F.VL.IsSupported => Expression.Call(Scaling(arguments[0].Type), arguments),
        _ => null,
    };

    private static MethodInfo Scaling(Type vector) => VectorCalls.SizeOf(vector) == 64
        ? typeof(Avx512F).GetMethod(nameof(Avx512F.Scale), [typeof(Vector512<float>), typeof(Vector512<float>)])!
        : typeof(Avx512F.VL).GetMethod(nameof(Avx512F.VL.Scale), [vector, vector])!;

    private static string? NameOf(ExpressionType operation, Type type) => operation switch
    {
        ExpressionType.Add => "Add",
        ExpressionType.Subtract => "Subtract",
        ExpressionType.Multiply => "Multiply",
        ExpressionType.Divide when type == typeof(float) => "Divide",
        ExpressionType.And => "BitwiseAnd",
        ExpressionType.Or => "BitwiseOr",
        ExpressionType.ExclusiveOr => "Xor",
        ExpressionType.LeftShift => "ShiftLeft",
        ExpressionType.RightShift when type == typeof(int) => "ShiftRightArithmetic",
        ExpressionType.Equal => "Equals",
        ExpressionType.LessThan => "LessThan",
        ExpressionType.GreaterThan => "GreaterThan",
        ExpressionType.LessThanOrEqual => "LessThanOrEqual",
        ExpressionType.GreaterThanOrEqual => "GreaterThanOrEqual",
        _ => null,
    };

    // One method in line. Its arguments stand in variables that belong to others.
    private sealed class Scope(VectorForm form, Dictionary<ParameterExpression, ParameterExpression> values)
    {
        private readonly HashSet<ParameterExpression> _own = [];

        public Expression Value(Expression node) => node switch
        {
            BlockExpression block => Block(block),
            ConstantExpression constant => VectorCalls.Splat(form.VectorOf(constant.Type), constant),
            ParameterExpression variable => values[variable],
            UnaryExpression { NodeType: ExpressionType.Negate } negation => VectorCalls.Call("Negate", Value(negation.Operand)),
            UnaryExpression { NodeType: ExpressionType.Convert } cast when cast.Type == typeof(float) && cast.Operand.Type == typeof(int) =>
                VectorCalls.Call("ConvertToSingle", Value(cast.Operand)),
            BinaryExpression { NodeType: ExpressionType.LeftShift or ExpressionType.RightShift, Right: ConstantExpression } shift =>
                VectorCalls.Call(NameOf(shift.NodeType, shift.Type)!, Value(shift.Left), shift.Right),
            BinaryExpression binary when NameOf(binary.NodeType, binary.Left.Type) is { } name => VectorCalls.Call(name, Value(binary.Left), Value(binary.Right)),
            ConditionalExpression choice when choice.Type != typeof(void) => Choice(Value(choice.Test), Value(choice.IfTrue), Value(choice.IfFalse)),
            MethodCallExpression call => Call(call.Method, [.. call.Arguments.Select(Value)]),
            _ => throw new NotSupportedException($"{node} in a function of vectors"),
        };

        private Expression Block(BlockExpression block)
        {
            foreach (var statement in block.Expressions.SkipLast(1))
                if (statement is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assignment)
                    Assign(variable, Value(assignment.Right));
                else
                    throw new NotSupportedException($"{statement} in a function of vectors");
            return Value(block.Result);
        }

        private void Assign(ParameterExpression variable, Expression value)
        {
            if (_own.Add(variable))
                values[variable] = form.NewVariable(value.Type);
            form.Emit(Expression.Assign(values[variable], value));
        }

        private static Expression Choice(Expression mask, Expression yes, Expression no) =>
            VectorCalls.Call(yes.Type, "ConditionalSelect", VectorCalls.As(mask, VectorCalls.ElementOf(yes.Type)), yes, no);

        private Expression Call(MethodInfo method, Expression[] arguments)
        {
            if (method.DeclaringType == typeof(BitConverter))
                return VectorCalls.As(arguments[0], method.ReturnType);
            return method.DeclaringType == typeof(MathF) ? VectorCalls.Call(method.Name, arguments) : form.Call(method, arguments);
        }
    }
}
