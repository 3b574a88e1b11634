using System.Reflection;

namespace Xcs.Tracing;

/// <summary>What the flatteners of one trace share: a flattener for the function and one for each body inside.</summary>
internal sealed class ExpressionContext
{
    public ExpressionCalls Calls { get; } = new();

    public ExpressionTraits Traits { get; } = new();

    /// <summary>The operators of static methods called with nothing fused in: one a method, so that equal calls can be seen to be equal.</summary>
    public Dictionary<MethodInfo, Operator> Operators { get; } = [];
}
