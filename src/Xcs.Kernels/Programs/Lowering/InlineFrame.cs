using System.Linq.Expressions;
using Xcs.Lifting;

namespace Xcs.Kernels.Programs;

/// <summary>A method while it is lowered into the kernel: what its variables and labels have become.</summary>
/// <param name="Method">The method.</param>
/// <param name="Outer">Who calls it.</param>
/// <param name="Source">The line of the call; of the kernel itself none.</param>
internal sealed record InlineFrame(LiftedMethod Method, InlineFrame? Outer, SourceLocation Source)
{
    public Dictionary<ParameterExpression, LoweredValue> Variables { get; } = [];

    public Dictionary<LabelTarget, LabelTarget> Labels { get; } = [];

    public AssignmentCounts Assignments { get; } = AssignmentCounts.Of(Method.Body);

    /// <summary>Where the values of returns go, by the label that they jump to.</summary>
    public Dictionary<LabelTarget, LoweredValue> Results { get; } = [];

    public string Name => $"{Method.Method.DeclaringType?.Name}.{Method.Method.Name}";

    public bool Contains(System.Reflection.MethodBase method) => Method.Method == method || Outer?.Contains(method) == true;
}
