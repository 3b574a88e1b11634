using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

// Statements one after the other, and the labels between them.
internal sealed partial class JumpElimination
{
    private Lowered List(List<Expression> list, Type type) => List(list, 0, list.Count, type);

    /// <summary>Statements one after the other. Where <paramref name="type"/> is not void, the last is the value of the list.</summary>
    private Lowered List(List<Expression> list, int from, int to, Type type)
    {
        var code = new List<Expression>();
        var jumps = new HashSet<LabelTarget>();
        var falls = true;
        for (var k = from; k < to; k++)
        {
            var isValue = type != typeof(void) && k == to - 1;
            if (list[k] is LabelExpression label)
            {
                falls = Land(label, isValue, falls, jumps, code);
                continue;
            }

            // Code that nothing reaches goes, up to the label that something jumps to.
            if (!falls)
            {
                if (isValue)
                    code.Add(Expression.Default(type));
                continue;
            }

            if (isValue && jumps.Count == 0)
            {
                code.Add(Visit(list[k])!);
                break;
            }

            if (jumps.Count > 0)
            {
                var end = NextLanding(list, k, to, jumps);
                var guarded = List(list, k, end, typeof(void));
                code.Add(Expression.IfThen(Expression.Equal(_flow, Code(0)), guarded.Code));
                jumps.UnionWith(guarded.Jumps);
                falls = guarded.FallsThrough;
                k = end - 1;
                continue;
            }

            var next = Statement(list[k]);
            var limit = NextLanding(list, k + 1, type == typeof(void) ? to : to - 1, next.Jumps);
            (next, k) = Absorb(next, list, k, limit);
            code.Add(next.Code);
            jumps.UnionWith(next.Jumps);
            falls = next.FallsThrough;
        }

        return new(code.Count == 1 && code[0].Type == type ? code[0] : Expression.Block(type, code.Count == 0 ? [Expression.Empty()] : code), falls, jumps);
    }

    // What follows an if of which one branch never gets here belongs to the other branch.
    private (Lowered Statement, int Last) Absorb(Lowered statement, List<Expression> list, int at, int end)
    {
        if (at + 1 >= end || !statement.FallsThrough || statement.Code is not ConditionalExpression { Type: var type } branch || type != typeof(void)
            || !_branches.TryGetValue(branch, out var parts) || parts.True.FallsThrough == parts.False.FallsThrough)
        {
            return (statement, at);
        }

        var (falling, other) = parts.True.FallsThrough ? (parts.True, parts.False) : (parts.False, parts.True);
        if (falling.Jumps.Count > 0)
            return (statement, at);
        var rest = List(list, at + 1, end, typeof(void));
        var joined = rest with { Code = Join(falling.Code, rest.Code) };
        return (parts.True.FallsThrough ? If(branch.Test, joined, other) : If(branch.Test, other, joined), end - 1);
    }

    // A label: those who wanted to come here are here. The value of a label that is fallen into is the default one; others jump to it.
    private bool Land(LabelExpression label, bool isValue, bool falls, HashSet<LabelTarget> jumps, List<Expression> code)
    {
        var isWanted = jumps.Remove(label.Target);
        if (isWanted)
            code.Add(Arrived(label.Target, jumps));
        if (isValue)
            code.Add(label.Target.Type == typeof(void) ? Expression.Empty() : ValueOf(label.Target));
        return falls || isWanted;
    }

    private BinaryExpression Arrived(LabelTarget target, HashSet<LabelTarget> others) => Expression.Assign(_flow, others.Count == 0
        ? Code(0)
        : Expression.Condition(Expression.Equal(_flow, Code(CodeOf(target))), Code(0), _flow));

    private static List<Expression> Flatten(params IEnumerable<Expression> code)
    {
        var list = code.ToArray();
        var flat = new List<Expression>();
        foreach (var item in list)
        {
            if (item is BlockExpression { Variables.Count: 0 } block && (block.Type == typeof(void) || item != list[^1]))
                flat.AddRange(Flatten(block.Expressions));
            else if (item is LabelExpression { DefaultValue: { } value and not DefaultExpression } label)
                flat.AddRange([Expression.Return(label.Target, value), Expression.Label(label.Target, Expression.Default(value.Type))]);
            else if (item is not DefaultExpression { Type: var type } || type != typeof(void) || list.Length == 1)
                flat.Add(item);
        }

        return flat;
    }

    private static int NextLanding(List<Expression> list, int from, int to, IReadOnlySet<LabelTarget> jumps)
    {
        while (from < to && !(list[from] is LabelExpression label && jumps.Contains(label.Target)))
            from++;
        return from;
    }
}
