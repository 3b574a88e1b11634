using System.Reflection;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

/// <summary>What the flatteners of one trace share: a flattener for the function and one for each body inside.</summary>
/// <param name="lifted">What is known of an ordinary function; null for an expression, whose calls have the effects that they declare.</param>
internal sealed class ExpressionContext(LiftedFunction? lifted = null)
{
    public LiftedFunction? Lifted => lifted;

    public ExpressionCalls Calls { get; } = new(hasStatements: lifted is not null);

    public ExpressionTraits Traits { get; } = new();

    /// <summary>The operators of static methods called with nothing fused in: one a method, so that equal calls can be seen to be equal.</summary>
    public Dictionary<MethodInfo, Operator> Operators { get; } = [];
}
