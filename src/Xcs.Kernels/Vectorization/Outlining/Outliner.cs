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
    private readonly Dictionary<ParameterExpression, int> _places = [];
    private readonly JumpCount _jumps;
    private readonly int _mostUses;
    private int _size;

    private Outliner(Expression code, int mostUses) => (_jumps, _mostUses) = (JumpCount.Of(code), mostUses);

    /// <summary>Splits code.</summary>
    /// <param name="code">The code, with the address of a <see cref="WarpState"/>.</param>
    /// <param name="mostUses">How often a part uses variables at most, where it can be split so far.</param>
    /// <returns>The code that is left, how many functions there are with it, how much memory they share, in bytes, and how large the largest of them is.</returns>
    public static (Expression<WarpCode> Code, int Functions, int SharedSize, CodeSize Size) Split(Expression<WarpCode> code, int mostUses)
    {
        var outliner = new Outliner(code.Body, mostUses);
        var rest = outliner.Visit(code.Body);
        var state = code.Parameters[0];
        var wanted = outliner._parts.SelectMany(part => part.Exposed).Concat(ExposedReads.AllOf(rest)).ToHashSet();
        var calls = outliner._parts.ToDictionary(Expression (part) => part, part => outliner.Call(part, wanted, state, code.Name!));
        var main = code.Update(new Replacement(calls).Visit(rest), code.Parameters);
        return (main, outliner._parts.Count + 1, outliner._size, outliner._parts.Select(part => CodeSize.Of(part.Statements)).Append(CodeSize.Of([main.Body])).MaxBy(size => size.Uses));
    }

    protected override Expression VisitBlock(BlockExpression node) => node.Type == typeof(void)
        ? Expression.Block(typeof(void), node.Variables, WithParts([.. node.Expressions.Select(s => UsesOf(s) > _mostUses ? Visit(s) : s)]))
        : node;

    protected override Expression VisitExtension(Expression node) => node;

    private static int UsesOf(Expression statement) => CodeSize.Of([statement]).Uses;

    private IEnumerable<Expression> WithParts(IReadOnlyList<Expression> statements)
    {
        for (var i = 0; i < statements.Count;)
        {
            var end = EndOfPart(statements, i);
            if (end == i)
            {
                yield return statements[i++];
                continue;
            }
            var part = new CodePart([.. statements.Take(end).Skip(i)]);
            _parts.Add(part);
            yield return part;
            i = end;
        }
    }

    // Behind the last statement of the largest part that starts here; the start if there is none.
    private int EndOfPart(IReadOnlyList<Expression> statements, int start)
    {
        var (uses, end, jumps) = (0, start, new JumpCount());
        for (var i = start; i < statements.Count && !NodeSearch.Any(statements[i], static node => node is CodePart); i++)
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

    private BlockExpression Call(CodePart part, HashSet<ParameterExpression> wanted, ParameterExpression state, string name)
    {
        var results = part.Assigned.Where(wanted.Contains).ToList();
        var inputs = part.Exposed.Union(results).Where(variable => variable != state).ToList();
        var room = WarpCompiler.Read(typeof(long), state, WarpState.Outlined);
        Expression Save(ParameterExpression variable) => WarpCompiler.Write(room, PlaceOf(variable), variable);
        Expression Restore(ParameterExpression variable) => Expression.Assign(variable, WarpCompiler.Read(variable.Type, room, PlaceOf(variable)));
        var function = Expression.Lambda<WarpCode>(
            Expression.Block(typeof(void), part.Exposed.Union(part.Assigned).Where(variable => variable != state), [.. inputs.Select(Restore), .. part.Statements, .. results.Select(Save), Expression.Empty()]),
            $"{name}Part{_parts.IndexOf(part) + 1}", [state]).Compile();
        return Expression.Block(typeof(void), [.. inputs.Select(Save), Expression.Invoke(Expression.Constant(function), state), .. results.Select(Restore), Expression.Empty()]);
    }

    private int PlaceOf(ParameterExpression variable)
    {
        if (_places.TryGetValue(variable, out var place))
            return place;
        var size = variable.Type.IsGenericType ? VectorCalls.SizeOf(variable.Type) : sizeof(ulong);
        _places.Add(variable, place = AlignedMemory.RoundUp(_size, size));
        _size = place + size;
        return place;
    }

    private sealed class Replacement(IReadOnlyDictionary<Expression, BlockExpression> calls) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => calls[node];
    }
}
