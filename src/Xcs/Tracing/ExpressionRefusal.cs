using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Xcs.Tracing;

/// <summary>Exceptions that name an expression: expression trees know no source lines.</summary>
internal static class ExpressionRefusal
{
    private const int LongestText = 120;

    public static TracingException Of(Expression expression, string rule, string mend) => new(rule, mend, Text(expression));

    /// <summary>Refuses instead of overflowing the stack.</summary>
    public static void EnsureStack(Expression expression)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new TracingException("the expression is nested too deeply for this thread's stack", "Compute parts of it in methods.", expression.NodeType.ToString());
    }

    private static string Text(Expression expression)
    {
        var text = expression.ToString();
        return text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
    }
}
