using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Indices that grow with the lane but at an edge, as <c>x == 0 ? last : x - 1</c> or <c>Math.Clamp(x, 0, last)</c>. Scalars say whether a warp is at the edge.
/// What makes such choices, and what follows of them, is made twice: for warps that are not, whose elements lie side by side, and for those that are.
/// </content>
internal sealed partial class WarpCompiler
{
    // What choices come to in the code that is being made, and those that need not be looked at again.
    private readonly Dictionary<Expression, Expression> _chosen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expression> _judged = new(ReferenceEqualityComparer.Instance);

    // What is known of variables in the code that is being made, beyond what the analysis says.
    private readonly Dictionary<ParameterExpression, LaneValue> _values = [];

    // The variables that are assigned once, and say which element is meant.
    private readonly IReadOnlySet<ParameterExpression> _indices;

    // Whether the code is for warps at an edge.
    private bool _isAtEdge;

    /// <summary>Makes the statements from one with a choice on as far as choices matter.</summary>
    /// <returns>How many.</returns>
    private int TryChoose(IReadOnlyList<Expression> statements, int start, Flow flow, LabelTarget outer)
    {
        if (!ChoicesIn(statements[start]).Any())
            return 0;
        statements = [.. statements.Take(Reach(statements, start))];
        var mark = Mark();
        var choices = new List<(Expression Choice, Expression Chosen)>();
        Expression isAlike = Expression.Constant(true);
        foreach (var choice in ChoicesOf(statements, start))
            if (Choose(choice, flow) is var (chosen, test) && !IsNever(test))
            {
                choices.Add((choice, chosen));
                isAlike = AndAlso(isAlike, test);
            }
        if (choices.Count == 0 || !CanSplit(statements, start))
        {
            Release(mark);
            return 0;
        }
        flow.Empty = outer;
        _judged.UnionWith(choices.Select(c => c.Choice));
        Branches(codes => Expression.IfThenElse(isAlike, codes[0], codes[1]),
        [
            alike =>
            {
                foreach (var (choice, chosen) in choices)
                    _chosen.Add(choice, chosen);
                Rest(statements, start, alike);
                foreach (var (choice, _) in choices)
                    _chosen.Remove(choice);
            },
            atEdge =>
            {
                var wasAtEdge = _isAtEdge;
                _isAtEdge = true;
                Rest(statements, start, atEdge);
                _isAtEdge = wasAtEdge;
            },
        ], flow);
        _judged.ExceptWith(choices.Select(c => c.Choice));
        Release(mark);
        return statements.Count - start;
    }

    // Behind the last statement that makes a choice, or reads what came of one; none with a barrier, at which all warps must come by the same code.
    private int Reach(IReadOnlyList<Expression> statements, int start)
    {
        var (reach, choices) = (start, new HashSet<ParameterExpression>());
        for (var i = start; i < statements.Count && !NodeSearch.HasBarrier(statements[i]); i++)
        {
            if (!ChoicesIn(statements[i]).Any() && !NodeSearch.Any(statements[i], node => node is ParameterExpression variable && choices.Contains(variable)))
                continue;
            reach = i + 1;
            if (statements[i] is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression assigned } && _indices.Contains(assigned))
                choices.Add(assigned);
        }
        if (!statements.Skip(start).Take(reach - start).Any(s => _jumps.Escapes(s).Count > 0))
            return reach;
        return statements.Skip(start).Any(NodeSearch.HasBarrier) ? start : statements.Count;
    }

    /// <summary>The shape of an expression in the code that is being made.</summary>
    private LaneShape ShapeOf(Expression node) => _chosen.TryGetValue(node, out var chosen) ? ShapeOf(chosen)
        : _values.Count == 0 ? _uniformity.Of(node)
        : _uniformity.Of(node, variable => _values.TryGetValue(variable, out var known) ? LaneShape.Affine(known.Stride) : _uniformity.Of(variable));

    private bool IsChoice(Expression node) => !_judged.Contains(node) && Is32(node.Type) && (node is MethodCallExpression ends ? ends.Arguments.All(Conditionals.IsSafe) : Conditionals.IsSafe(node)) && node switch
    {
        ConditionalExpression choice => ShapeOf(choice).IsVarying && !ShapeOf(choice.Test).IsUniform && !(ShapeOf(choice.IfTrue).IsVarying && ShapeOf(choice.IfFalse).IsVarying),
        MethodCallExpression { Method: { DeclaringType: var owner, Name: nameof(Math.Min) or nameof(Math.Max) or nameof(Math.Clamp) } } call when owner == typeof(Math) =>
            call.Arguments.All(a => !ShapeOf(a).IsVarying) && call.Arguments.Count(a => !ShapeOf(a).IsUniform) == 1 && (call.Arguments.Count == 2 || !ShapeOf(call.Arguments[0]).IsUniform),
        _ => false,
    };

    private IEnumerable<Expression> ChoicesIn(Expression statement) =>
        (statement is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: var value } && _indices.Contains(variable) ? Indices.In(value).Append(value) : Indices.In(statement))
            .SelectMany(tree => NodeSearch.All(tree, IsChoice));

    /// <summary>The choices in statements that can be judged before the first of them: nothing that they depend on is assigned before they are made.</summary>
    private List<Expression> ChoicesOf(IReadOnlyList<Expression> statements, int start)
    {
        var found = new List<Expression>();
        var assigned = new HashSet<ParameterExpression>();
        foreach (var statement in statements.Skip(start))
        {
            var before = statement is BinaryExpression ? [.. assigned] : assigned;
            assigned.UnionWith(AssignedVariables.In(statement));
            found.AddRange(ChoicesIn(statement).Where(choice => !NodeSearch.Any(choice, node => node is ParameterExpression variable && before.Contains(variable))));
        }
        return [.. found.Distinct()];
    }

    /// <summary>What a choice comes to for nearly all warps, and the scalar that says so; null where scalars cannot.</summary>
    private (Expression Chosen, Expression Test)? Choose(Expression choice, Flow flow)
    {
        if (choice is ConditionalExpression { Test: var test, IfTrue: var yes, IfFalse: var no })
        {
            if (JudgeWarp(test, flow) is not { } verdict)
                return null;
            return new[] { (Chosen: yes, Test: verdict.All), (Chosen: no, Test: verdict.None) }.Where(c => !ShapeOf(c.Chosen).IsVarying && !IsNever(c.Test))
                .OrderBy(c => ShapeOf(c.Chosen).IsUniform).Select(c => ((Expression, Expression)?)c).FirstOrDefault();
        }
        var call = (MethodCallExpression)choice;
        var growing = call.Arguments.Single(a => !ShapeOf(a).IsUniform);
        var value = Evaluate(growing, flow);
        Expression IsIt(ExpressionType comparison, Expression limit) => Judge(comparison, value, Evaluate(limit, flow)).All;
        var others = call.Arguments.Where(a => a != growing).ToArray();
        return (growing, call.Method.Name switch
        {
            nameof(Math.Min) => IsIt(ExpressionType.LessThanOrEqual, others[0]),
            nameof(Math.Max) => IsIt(ExpressionType.GreaterThanOrEqual, others[0]),
            _ => AndAlso(IsIt(ExpressionType.GreaterThanOrEqual, others[0]), IsIt(ExpressionType.LessThanOrEqual, others[1])),
        });
    }

    /// <summary>Remembers what a variable holds that is assigned here only, until the block ends.</summary>
    private void Know(IReadOnlyList<Expression> statements, int position, Flow flow, List<ParameterExpression> known)
    {
        if (_chosen.Count == 0 || !flow.IsFull || statements[position] is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: var right }
            || !_indices.Contains(variable) || !_uniformity.Of(variable).IsVarying || !_chosen.ContainsKey(right) && !Conditionals.IsSafe(right) || ShapeOf(right).IsVarying || IsJumpedOver(statements, position))
            return;
        _values.Add(variable, Spill(Evaluate(right, flow)));
        known.Add(variable);
    }

    private static bool IsJumpedOver(IReadOnlyList<Expression> statements, int position) =>
        statements.Skip(position).OfType<LabelExpression>().Any(label => statements.Take(position).Any(s => JumpFlow.JumpsTo(s, label.Target)));
}
