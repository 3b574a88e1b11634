using System.Globalization;
using System.Linq.Expressions;
using System.Text;

namespace Xcs.Kernels.Programs;

/// <summary>Prints a program: variables with what is known about them, and <c>|</c> before lines that may run for some lanes only.</summary>
internal sealed class KernelText
{
    private readonly StringBuilder _text = new();
    private readonly Uniformity _uniformity;
    private int _depth;

    private KernelText(KernelProgram program) => _uniformity = Uniformity.Of(program);

    public static string Of(KernelProgram program)
    {
        var text = new KernelText(program);
        text.Header(program);
        text.Statement(program.Body);
        return text._text.ToString();
    }

    private void Header(KernelProgram program)
    {
        _text.Append(CultureInfo.InvariantCulture, $"kernel {program.Name}({string.Join(", ", program.Parameters.Select(p => $"{TypeName(p.Type)} {p.Name}"))}), warps of {program.WarpSize}\n");
        foreach (var array in program.Arrays.Where(a => a.Space is MemorySpace.Shared or MemorySpace.Dynamic or MemorySpace.Local))
            _text.Append(CultureInfo.InvariantCulture, $"  {array.Space.ToString().ToLowerInvariant()} {TypeName(array.ElementType)} {array.Name}[{(array.Length < 0 ? "" : array.Length)}]\n");
        foreach (var variable in program.Locals)
            _text.Append(CultureInfo.InvariantCulture, $"  {TypeName(variable.Type)} {variable.Name}: {_uniformity.Of(variable)}\n");
    }

    private void Statement(Expression node)
    {
        switch (node)
        {
            case DefaultExpression:
                break;
            case BlockExpression block:
                foreach (var statement in block.Expressions)
                    Statement(statement);
                break;
            case ConditionalExpression conditional:
                Line(node, $"if {Value(conditional.Test)}");
                Inner(conditional.IfTrue);
                if (conditional.IfFalse is not DefaultExpression)
                {
                    Line(node, "else");
                    Inner(conditional.IfFalse);
                }
                break;
            case LoopExpression loop:
                Line(node, $"loop {loop.ContinueLabel!.Name} … {loop.BreakLabel!.Name}");
                Inner(loop.Body);
                break;
            case SwitchExpression choice:
                Line(node, $"switch {Value(choice.SwitchValue)}");
                foreach (var one in choice.Cases)
                {
                    Line(node, $"case {string.Join(", ", one.TestValues.Select(Value))}");
                    Inner(one.Body);
                }
                Line(node, "default");
                Inner(choice.DefaultBody!);
                break;
            case GotoExpression jump:
                Line(node, jump.Target.Name == "exit" ? "return" : $"goto {jump.Target.Name}");
                break;
            case LabelExpression label:
                Line(node, $"{label.Target.Name}:");
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign } assignment:
                Line(node, $"{Value(assignment.Left)} = {Value(assignment.Right)}");
                break;
            default:
                Line(node, Value(node));
                break;
        }
    }

    private void Inner(Expression node)
    {
        _depth++;
        Statement(node);
        _depth--;
    }

    private void Line(Expression node, string line) =>
        _text.Append(_uniformity.IsDivergent(node) ? "| " : "  ").Append(' ', 2 * _depth).Append(line).Append('\n');

    private static string Value(Expression node) => node switch
    {
        ConstantExpression { Value: bool truth } => truth ? "true" : "false",
        ConstantExpression { Value: float number } => $"{number.ToString(CultureInfo.InvariantCulture)}f",
        ConstantExpression constant => Convert.ToString(constant.Value, CultureInfo.InvariantCulture)!,
        ParameterExpression variable => variable.Name!,
        UnaryExpression { NodeType: ExpressionType.Convert } cast => $"({TypeName(cast.Type)}){Value(cast.Operand)}",
        UnaryExpression unary => $"{(unary.NodeType == ExpressionType.Negate ? "-" : unary.Type == typeof(bool) ? "!" : "~")}{Value(unary.Operand)}",
        BinaryExpression binary => $"({Value(binary.Left)} {Operator(binary.NodeType)} {Value(binary.Right)})",
        ConditionalExpression choice => $"({Value(choice.Test)} ? {Value(choice.IfTrue)} : {Value(choice.IfFalse)})",
        MethodCallExpression call => $"{call.Method.Name}({string.Join(", ", call.Arguments.Select(Value))})",
        ArrayLoad load => Place(load.Place),
        ArrayStore store => $"{Place(store.Place)} = {Value(store.Value)}",
        ArrayAtomic atomic => $"Atomic.{atomic.Kind}({Place(atomic.Place)}, {(atomic.Comparand is { } c ? $"{Value(c)}, " : "")}{Value(atomic.Value)})",
        WarpOperation operation => $"Warp.{operation.Kind}({string.Join(", ", operation.Operands.Select(Value).Append($"{operation.Width} lanes"))})",
        BlockBarrier barrier => $"SyncThreads{(barrier.Kind == BarrierKind.Plain ? "" : barrier.Kind)}({(barrier.Predicate is { } p ? Value(p) : "")})",
        MemoryFence fence => $"Fence.{fence.Kind}({(fence.Members is { } m ? Value(m) : "")})",
        _ => node.ToString(),
    };

    private static string Place(ArrayPlace place) => $"{place.Array.Name}[{Value(place.Index)}{(place.Column is { } c ? $", {Value(c)}" : "")}]{(place.Offset == 0 ? "" : $" at {place.Offset}")}";

    private static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.Add => "+",
        ExpressionType.Subtract => "-",
        ExpressionType.Multiply => "*",
        ExpressionType.Divide => "/",
        ExpressionType.Modulo => "%",
        ExpressionType.And => "&",
        ExpressionType.Or => "|",
        ExpressionType.ExclusiveOr => "^",
        ExpressionType.LeftShift => "<<",
        ExpressionType.RightShift => ">>",
        ExpressionType.AndAlso => "&&",
        ExpressionType.OrElse => "||",
        ExpressionType.Equal => "==",
        ExpressionType.NotEqual => "!=",
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        _ => ">=",
    };

    private static string TypeName(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.Byte => "byte",
        TypeCode.Int32 => "int",
        TypeCode.UInt32 => "uint",
        TypeCode.Int64 => "long",
        TypeCode.UInt64 => "ulong",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        _ => type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : type.Name,
    };
}
