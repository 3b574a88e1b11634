using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// Makes several functions of one that is too large for the JIT to optimise. Statements in a row become a function if nobody jumps into them or out of them. What they
/// share with the others goes through memory; most of the variables are theirs alone.
/// </summary>
internal sealed class Outliner : ExpressionVisitor
{
    // Smaller parts cost more than they relieve.
    private const int LeastShare = 8;

    private readonly List<CodePart> _parts = [];
    private readonly VariablePlaces _places;

    // What is read outside of the parts before it is written there.
    private readonly HashSet<ParameterExpression> _exposed = [];
    private readonly JumpCount _jumps;
    private readonly int _mostUses;

    private Outliner(Expression code, int mostUses, int size) => (_jumps, _mostUses, _places) = (JumpCount.Of(code), mostUses, new(size));

    /// <summary>Splits code.</summary>
    /// <param name="code">The code, with the address of a <see cref="WarpState"/>.</param>
    /// <param name="mostUses">How often a part uses variables at most, where it can be split so far.</param>
    /// <returns>The code that is left, how many functions there are with it, how much memory they share, in bytes, and how large the largest of them is.</returns>
    public static (Expression<WarpCode> Code, int Functions, int SharedSize, CodeSize Size) Split(Expression<WarpCode> code, int mostUses)
    {
        var (functions, shared, largest) = (1, 0, default(CodeSize));
        // Calls take room as well: what is left is split again while that makes it smaller.
        for (var (left, before) = (CodeSize.Of([code.Body]), int.MaxValue); ; (left, before) = (CodeSize.Of([code.Body]), left.Uses))
        {
            var outliner = new Outliner(code.Body, mostUses, shared);
            if (!left.Exceeds(mostUses) || left.Uses >= before || outliner.Visit(code.Body) is var rest && outliner._parts.Count == 0)
                return (code, functions, shared, left.Uses > largest.Uses ? left : largest);
            code = code.Update(outliner.Calls(rest, code, functions), code.Parameters);
            functions += outliner._parts.Count;
            shared = outliner._places.Size;
            largest = outliner._parts.Select(part => CodeSize.Of(part.Statements)).Append(largest).MaxBy(size => size.Uses);
        }
    }

    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node)
    {
        if (node is null || node.Type == typeof(void) && node is BlockExpression or LoopExpression or ConditionalExpression or SwitchExpression)
            return base.Visit(node);
        // What has no statements in it is not split.
        _exposed.UnionWith(ExposedReads.AllOf(node));
        return node;
    }

    protected override Expression VisitBlock(BlockExpression node) =>
        Expression.Block(typeof(void), node.Variables, WithParts([.. node.Expressions.Select(s => UsesOf(s) > _mostUses ? Visit(s) : s)]));

    protected override Expression VisitExtension(Expression node) => node;

    private static bool HasParts(Expression statement) => NodeSearch.Any(statement, static node => node is CodePart);

    private static int UsesOf(Expression statement) => CodeSize.Of([statement]).Uses;

    private List<Expression> WithParts(IReadOnlyList<Expression> statements)
    {
        var (result, left) = (new List<Expression>(), new List<Expression>());
        for (var i = 0; i < statements.Count;)
        {
            var end = EndOfPart(statements, i);
            if (end == i && !HasParts(statements[i]))
                left.Add(statements[i]);
            else
                Expose(left);
            if (end > i)
                _parts.Add(new CodePart([.. statements.Take(end).Skip(i)]));
            result.Add(end > i ? _parts[^1] : statements[i]);
            i = Math.Max(end, i + 1);
        }
        Expose(left);
        return result;
    }

    private void Expose(List<Expression> statements)
    {
        var jumps = new JumpCount();
        foreach (var statement in statements)
            jumps.Add(JumpCount.Of(statement));
        _exposed.UnionWith(jumps.IsClosedIn(_jumps) ? ExposedReads.Of(statements).Exposed : statements.SelectMany(ExposedReads.AllOf));
        statements.Clear();
    }

    // Behind the last statement of the largest part that starts here; the start if there is none.
    private int EndOfPart(IReadOnlyList<Expression> statements, int start)
    {
        var (uses, end, jumps) = (0, start, new JumpCount());
        for (var i = start; i < statements.Count && !HasParts(statements[i]); i++)
        {
            uses += UsesOf(statements[i]);
            if (uses > _mostUses)
                break;
            jumps.Add(JumpCount.Of(statements[i]));
            if (uses >= _mostUses / LeastShare && jumps.IsClosedIn(_jumps))
                end = i + 1;
        }
        return end;
    }

    private Expression Calls(Expression rest, Expression<WarpCode> code, int number)
    {
        var wanted = _parts.SelectMany(part => part.Exposed).Concat(_exposed).ToHashSet();
        return new Replacement(_parts.ToDictionary(Expression (part) => part, part => Call(part, wanted, code.Parameters[0], $"{code.Name}Part{number++}"))).Visit(rest);
    }

    private BlockExpression Call(CodePart part, HashSet<ParameterExpression> wanted, ParameterExpression state, string name)
    {
        var results = part.Assigned.Where(wanted.Contains).ToList();
        var inputs = part.Exposed.Union(results).Where(variable => variable != state).ToList();
        var room = WarpCompiler.Read(typeof(long), state, WarpState.Outlined);
        Expression Save(ParameterExpression variable) => WarpCompiler.Write(room, _places.Of(variable), variable);
        Expression Restore(ParameterExpression variable) => Expression.Assign(variable, WarpCompiler.Read(variable.Type, room, _places.Of(variable)));
        var function = Expression.Lambda<WarpCode>(
            Expression.Block(typeof(void), part.Exposed.Union(part.Assigned).Where(variable => variable != state), [.. inputs.Select(Restore), .. part.Statements, .. results.Select(Save), Expression.Empty()]),
            name, [state]).Compile();
        return Expression.Block(typeof(void), [.. inputs.Select(Save), Expression.Invoke(Expression.Constant(function), state), .. results.Select(Restore), Expression.Empty()]);
    }

    private sealed class Replacement(IReadOnlyDictionary<Expression, BlockExpression> calls) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => calls[node];
    }
}
