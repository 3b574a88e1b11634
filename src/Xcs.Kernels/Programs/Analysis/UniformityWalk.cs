using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>
/// One walk along the statements of a program, with the shape that each variable has at the current place. Where lanes part, the variables that
/// some of them assign differ once they meet again; until then they do not.
/// </summary>
internal sealed class UniformityWalk(Uniformity result)
{
    // Labels that may still be jumped to.
    private readonly Dictionary<LabelTarget, Scope> _scopes = [];

    // What has been assigned in each branch of a varying condition around the current place, innermost last.
    private readonly List<HashSet<ParameterExpression>> _branches = [];

    // Labels at which some lanes wait while others are here.
    private readonly HashSet<LabelTarget> _waiting = [];

    // Null where nothing can be.
    private Dictionary<ParameterExpression, LaneShape>? _state = [];
    private bool _hasChanged;
    private LabelTarget _exit = null!;

    /// <returns>Whether something new was learnt.</returns>
    public bool Run(KernelProgram program)
    {
        _exit = program.Exit;
        Statement(program.Body);
        return _hasChanged;
    }

    private void Statement(Expression node)
    {
        if (_state is null && node is not BlockExpression)
            return;
        if (_branches.Count + _waiting.Count > 0)
            _hasChanged |= result.Mark(node);
        switch (node)
        {
            case BlockExpression block:
                Block(block);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assignment:
                Read(assignment.Right);
                Assign(variable, Shape(assignment.Right));
                break;
            case ConditionalExpression conditional:
                Read(conditional.Test);
                Branches(Shape(conditional.Test), [conditional.IfTrue, conditional.IfFalse]);
                break;
            case SwitchExpression choice:
                Read(choice.SwitchValue);
                Branches(Shape(choice.SwitchValue), [.. choice.Cases.Select(c => c.Body), choice.DefaultBody!]);
                break;
            case LoopExpression loop:
                Loop(loop);
                break;
            case GotoExpression jump:
                Jump(jump.Target);
                break;
            default:
                Read(node);
                break;
        }
    }

    private LaneShape Shape(Expression node) => result.Of(node, variable => StateOf(variable).Join(result.IsKnown(variable) ? result.Of(variable) : StateOf(variable)));

    private LaneShape StateOf(ParameterExpression variable) => _state!.GetValueOrDefault(variable);

    private void Read(Expression node) => new Reads(this).Visit(node);

    private void Read(ParameterExpression variable) => _hasChanged |= result.Raise(variable, StateOf(variable));

    private void Assign(ParameterExpression variable, LaneShape shape)
    {
        _hasChanged |= result.Raise(variable, shape);
        _state![variable] = shape;
        foreach (var branch in _branches)
            branch.Add(variable);
        foreach (var scope in _scopes.Values)
            if (HasParted(scope))
                scope.Assigned.Add(variable);
    }

    /// <summary>Whether lanes that entered a scope together are apart here.</summary>
    private bool HasParted(Scope scope) => _branches.Count > scope.Branches || _waiting.Any(label => !scope.Waiting.Contains(label));

    private void Branches(LaneShape test, Expression[] branches)
    {
        var before = _state!;
        Dictionary<ParameterExpression, LaneShape>? behind = null;
        var assigned = new HashSet<ParameterExpression>();
        foreach (var branch in branches)
        {
            _state = new(before);
            // Lanes of the branches before have been here with what is kept once for all of them.
            Blur(assigned);
            if (!test.IsUniform)
                _branches.Add([]);
            Statement(branch);
            if (!test.IsUniform)
            {
                assigned.UnionWith(_branches[^1]);
                _branches.RemoveAt(_branches.Count - 1);
            }
            behind = Join(behind, _state);
        }
        _state = behind;
        Blur(assigned);
    }

    private void Loop(LoopExpression loop)
    {
        var (exit, next) = (loop.BreakLabel!, loop.ContinueLabel!);
        Open(exit);
        Dictionary<ParameterExpression, LaneShape> head;
        int waiting;
        do
        {
            // The lanes that leave in one turn wait during the next one.
            waiting = _waiting.Count;
            head = new(_state!);
            Open(next);
            Statement(loop.Body);
            Close(next);
            _state = Join(head, _state);
        }
        while (_waiting.Count != waiting || !IsSame(head, _state!));
        _state = null;
        Close(exit);
    }

    private void Block(BlockExpression block)
    {
        foreach (var label in block.Expressions.OfType<LabelExpression>())
            Open(label.Target);
        foreach (var statement in block.Expressions)
            if (statement is LabelExpression label)
                Close(label.Target);
            else
                Statement(statement);
    }

    private void Open(LabelTarget label) => _scopes[label] = new(_branches.Count, [.. _waiting]);

    // Lanes meet at the label.
    private void Close(LabelTarget label)
    {
        var scope = _scopes[label];
        _scopes.Remove(label);
        _state = Join(_state, scope.Arrived);
        if (_waiting.Remove(label))
            Blur(scope.Assigned);
    }

    private void Jump(LabelTarget label)
    {
        // Who returns meets nobody again.
        if (label != _exit)
        {
            var scope = _scopes[label];
            if (HasParted(scope))
                _waiting.Add(label);
            scope.Arrived = Join(scope.Arrived, _state);
        }
        _state = null;
    }

    private void Blur(HashSet<ParameterExpression> variables)
    {
        if (_state is not null)
            foreach (var variable in variables)
                _state[variable] = LaneShape.Varying;
    }

    // Variables that a state does not mention are still zero, the same for all.
    private static Dictionary<ParameterExpression, LaneShape>? Join(Dictionary<ParameterExpression, LaneShape>? one, Dictionary<ParameterExpression, LaneShape>? other)
    {
        if (one is null || other is null)
            return one ?? other;
        var joined = new Dictionary<ParameterExpression, LaneShape>();
        foreach (var variable in one.Keys.Union(other.Keys))
            joined[variable] = one.GetValueOrDefault(variable).Join(other.GetValueOrDefault(variable));
        return joined;
    }

    private static bool IsSame(Dictionary<ParameterExpression, LaneShape> one, Dictionary<ParameterExpression, LaneShape> other) =>
        other.All(entry => one.GetValueOrDefault(entry.Key) == entry.Value);

    /// <summary>A label from where it may be jumped to until it stands.</summary>
    /// <param name="Branches">How many varying branches are around it.</param>
    /// <param name="Waiting">Where lanes waited already when it was entered.</param>
    private sealed record Scope(int Branches, HashSet<LabelTarget> Waiting)
    {
        /// <summary>What was assigned while the lanes of the scope were apart.</summary>
        public HashSet<ParameterExpression> Assigned { get; } = [];

        public Dictionary<ParameterExpression, LaneShape>? Arrived { get; set; }
    }

    private sealed class Reads(UniformityWalk walk) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node)
        {
            walk.Read(node);
            return node;
        }
    }
}
