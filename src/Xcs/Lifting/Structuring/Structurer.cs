using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>
/// Turns the flow graph of a region into nested statements. Source: Ramsey, "Beyond Relooper: Recursive Translation of Unstructured Control Flow
/// to Structured Control Flow" (ICFP 2022). Every node stands once, where its immediate dominator ends: inside the branch that leads to it if
/// only one does, behind its dominator's statement if several do. Unlike there, what a loop goes on to stands behind the loop, not in it.
/// </summary>
internal sealed class Structurer
{
    private readonly StructuredMethod _method;
    private readonly RegionGraph _graph;
    private readonly Loops _loops;
    private readonly List<int>[] _placed;
    private readonly bool[] _isPlaced;

    public Structurer(StructuredMethod method, Region region, BasicBlock entry)
    {
        _method = method;
        _graph = new(region, entry, method.Exits);
        _loops = new(_graph, method.Irreducible);
        _placed = _graph.Nodes.ConvertAll(_ => new List<int>()).ToArray();
        _isPlaced = new bool[_graph.Nodes.Count];
        for (var node = 1; node < _graph.Nodes.Count; node++)
            Place(node);
    }

    /// <param name="next">What the last statement falls through to; null where it must not.</param>
    /// <param name="loop">The loop around the region.</param>
    public List<Expression> Structure(BasicBlock? next, LoopScope? loop)
    {
        var statements = new List<Expression>();
        AddNode(0, next, loop, statements);
        return statements;
    }

    // A node with one way to it stays where that way ends, unless that is inside a try or a loop that it is not part of.
    private void Place(int node)
    {
        var from = _graph.Dominators.Immediate(node);
        var loop = _loops.OutermostLeft(from, node);
        var forward = _graph.Predecessors[node].Count(predecessor => predecessor < node);
        if (forward == 1 && _graph.Nodes[from] is BasicBlock && (loop < 0 || IsSideExit(from, node, loop)))
            return;
        _isPlaced[node] = true;
        _placed[loop < 0 ? from : loop].Add(node);
    }

    // A return or throw in the middle of a loop; what the loop normally ends with stands behind it.
    private bool IsSideExit(int from, int node, int loop) => _graph.Nodes[node] is BasicBlock { Terminator: Stop }
        || _graph.Nodes[node] is BasicBlock { Terminator: Xcs.Lifting.Return } && from != loop && _loops.Exits(loop, _graph) > 1;

    private void AddNode(int node, BasicBlock? next, LoopScope? loop, List<Expression> statements)
    {
        _method.EnsureStack(_graph.Start(node));
        if (_loops.IsHeader(node))
        {
            var behind = _placed[node].FindAll(n => !_loops.Contains(node, n));
            AddLoop(node, behind.Count > 0 ? _graph.Start(behind[0]) : next, loop, statements);
            AddPlaced(behind, next, loop, statements);
        }
        else
        {
            AddBody(node, _placed[node], next, loop, statements);
        }
    }

    private void AddLoop(int node, BasicBlock? exit, LoopScope? outer, List<Expression> statements)
    {
        var header = _graph.Start(node);
        var scope = new LoopScope(header, exit, outer);
        var body = new List<Expression>();
        AddBody(node, _placed[node].FindAll(n => _loops.Contains(node, n)), header, scope, body);
        statements.Add(Expression.Loop(Statements.Sequence(body), scope.BreakLabel, scope.ContinueLabel));
    }

    private void AddBody(int node, List<int> behind, BasicBlock? next, LoopScope? loop, List<Expression> statements)
    {
        var follower = behind.Count > 0 ? _graph.Start(behind[0]) : next;
        if (_graph.Nodes[node] is BasicBlock block)
        {
            statements.AddRange(block.Statements);
            AddEnd(block.Terminator!, follower, loop, statements);
        }
        else
        {
            statements.Add(_method.Try((TryBlock)_graph.Nodes[node], follower, loop));
        }
        AddPlaced(behind, next, loop, statements);
    }

    private void AddPlaced(List<int> nodes, BasicBlock? next, LoopScope? loop, List<Expression> statements)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (_method.LabelOf(_graph.Start(nodes[i])) is { } label)
                statements.Add(Expression.Label(label));
            AddNode(nodes[i], i + 1 < nodes.Count ? _graph.Start(nodes[i + 1]) : next, loop, statements);
        }
    }

    private void AddEnd(Terminator end, BasicBlock? next, LoopScope? loop, List<Expression> statements)
    {
        switch (end)
        {
            case Jump jump:
                AddEdge(jump.Target, next, loop, statements);
                break;
            case Branch branch:
                statements.AddRange(Statements.If(branch.Condition, Edge(branch.WhenTrue, next, loop), Edge(branch.WhenFalse, next, loop)));
                break;
            case Select select:
                AddSelect(select, next, loop, statements);
                break;
            case Xcs.Lifting.Return exit:
                statements.Add(_method.Return(exit.Value));
                break;
        }
    }

    private void AddSelect(Select select, BasicBlock? next, LoopScope? loop, List<Expression> statements)
    {
        var cases = new List<SwitchCase>();
        foreach (var group in select.Cases.Select((target, number) => (target, number)).GroupBy(c => c.target))
            if (group.Key != select.Otherwise)
                cases.Add(Expression.SwitchCase(Statements.Sequence(Edge(group.Key, next, loop)), group.Select(c => Expression.Constant(unchecked(c.number + select.Offset)))));
        var otherwise = Statements.Sequence(Edge(select.Otherwise, next, loop));
        statements.Add(cases.Count == 0
            ? Statements.Sequence([select.Value, otherwise])
            : Expression.Switch(typeof(void), select.Value, otherwise, null, cases));
    }

    // A value that is returned from inside a try is read before a finally runs, which may change it.
    private Expression? AsReturn(BasicBlock target)
    {
        if (target is not { Statements.Count: 0, Terminator: Xcs.Lifting.Return { Value: null or ConstantExpression or ParameterExpression } end })
            return null;
        return end.Value is ParameterExpression && _graph.NumberOf(target) < 0 ? null : _method.Return(end.Value);
    }

    private List<Expression> Edge(BasicBlock target, BasicBlock? next, LoopScope? loop)
    {
        var statements = new List<Expression>();
        AddEdge(target, next, loop, statements);
        return statements;
    }

    private void AddEdge(BasicBlock target, BasicBlock? next, LoopScope? loop, List<Expression> statements)
    {
        if (target == next)
            return;
        for (var scope = loop; scope is not null; scope = scope.Outer)
            if (target == scope.Header || target == scope.Exit)
            {
                statements.Add(target == scope.Header ? scope.Continue() : scope.Break());
                return;
            }
        var node = _graph.NumberOf(target);
        if (node < 0 || _isPlaced[node])
            statements.Add(AsReturn(target) ?? _method.Goto(target));
        else
            AddNode(node, next, loop, statements);
    }
}
