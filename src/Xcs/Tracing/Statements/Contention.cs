using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>
/// Finds the calls that return a value and are made on a mutable object that the function touches more than once: those keep their order. A
/// call in a loop is made more than once on an object that does not come anew in each round.
/// </summary>
internal sealed class Contention : ExpressionVisitor
{
    private readonly List<(Expression Expression, LocalUse? Loop)> _found = [];
    private LocalUse? _loop;

    private Contention()
    {
    }

    /// <summary>Puts the rules of such calls among the known ones, and gives all calls in the order of the program.</summary>
    public static IEnumerable<Expression> Resolve(Expression body, CallRules rules, Dictionary<Expression, CallRule> known, Func<Expression, IEnumerable<Access>> direct)
    {
        var search = new Contention();
        search.Visit(body);
        List<(MethodCallExpression Call, LocalUse? Loop, CallRule Turn)> candidates = [.. search._found
            .Select(item => (Call: item.Expression as MethodCallExpression, item.Loop))
            .Where(item => item.Call is not null && rules.Turn(item.Call) is not null)
            .Select(item => (item.Call!, item.Loop, rules.Turn(item.Call!)!))];
        var calls = search._found.Select(static item => item.Expression).Where(static expression => expression is MethodCallExpression or InvocationExpression);
        if (candidates.Count == 0)
            return calls;

        // Of all others as if none of them were contended; then the contended ones as they are.
        var others = search._found.Select(item => (item.Expression, Accesses: direct(item.Expression).ToArray())).ToArray();
        known.Clear();
        foreach (var (call, loop, turn) in candidates)
        {
            var own = turn.Accesses.Where(static access => access.Kind == AccessKind.Turn).ToArray();
            var isRepeated = loop is not null && !ComesAnew(call.Object!, loop);
            var isShared = others.Any(other => other.Expression != call && other.Accesses.Any(access => own.Any(mine => mine.Conflicts(access))))
                || candidates.Any(other => other.Call != call && other.Turn.Accesses.Any(access => own.Any(mine => mine.Conflicts(access))));
            if (isRepeated || isShared)
                known[call] = turn;
        }

        return calls;
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is null or LambdaExpression)
            return node;
        ExpressionRefusal.EnsureStack(node);
        _found.Add((node, _loop));
        if (node is not WhileStatement loop)
            return base.Visit(node);
        var outer = _loop;
        _loop = LocalUse.Of(loop.Test, loop.Body);
        base.Visit(node);
        _loop = outer;
        return node;
    }

    // What a variable holds that each round writes before it reads it.
    private static bool ComesAnew(Expression receiver, LocalUse loop) => receiver switch
    {
        ParameterExpression variable => loop.Writes.Contains(variable) && !loop.Exposed.Contains(variable),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => ComesAnew(convert.Operand, loop),
        MethodCallExpression or NewExpression or InvocationExpression => true,
        _ => false,
    };
}
