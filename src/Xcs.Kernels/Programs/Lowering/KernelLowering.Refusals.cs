using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <content>Words for what is refused.</content>
internal sealed partial class KernelLowering
{
    private const string LiftingMend = "Compute it before the launch and pass it as a parameter; for memory of a thread use Local.Array.";

    internal static string TypeName(Type type) => type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : type.Name;

    private KernelException RefuseChecked() => Refuse("checked arithmetic", "Leave out checked: the numbers of kernels wrap.");

    private KernelException RefuseChange(KernelArray array) => Refuse($"a change of {array.Name}, which can only be read", "Make the parameter a Buffer.");

    private KernelException RefuseChosen() => Refuse("an array that is chosen while the kernel runs", "Give each array a variable of its own, where it is declared.");

    private static string Describe(Expression node) => node switch
    {
        TryExpression => "try and catch",
        NewArrayExpression array => $"a new array of {TypeName(array.Type.GetElementType()!)}",
        NewExpression created => $"a new {TypeName(created.Type)}",
        MemberInitExpression created => $"a new {TypeName(created.Type)}",
        InvocationExpression => "a call of a delegate",
        IndexExpression or BinaryExpression { NodeType: ExpressionType.ArrayIndex } => "an array of the managed heap",
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs or ExpressionType.Unbox } cast => $"a conversion from {TypeName(cast.Operand.Type)} to {TypeName(cast.Type)}",
        _ => $"{node.NodeType} of type {TypeName(node.Type)}",
    };

    private static string Mend(Expression node) => node switch
    {
        NewArrayExpression => "Use Shared.Array or Local.Array: kernels allocate nothing.",
        NewExpression or MemberInitExpression => "Use structs: kernels allocate nothing.",
        TryExpression => "Test before, and write a code to a buffer: kernels have no exceptions.",
        InvocationExpression => "Call the method itself.",
        IndexExpression or BinaryExpression { NodeType: ExpressionType.ArrayIndex } => "Pass a buffer.",
        _ => KernelTypes.Mend,
    };
}
