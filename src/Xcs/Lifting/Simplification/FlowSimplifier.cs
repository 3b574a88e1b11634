using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>
/// Undoes what compilers make of expressions: blocks that follow each other become one, chains of branches become <c>&amp;&amp;</c> and <c>||</c>,
/// two ways that only give one variable a value become a conditional, and temporaries go where they are used.
/// </summary>
internal sealed class FlowSimplifier
{
    private readonly ControlFlowGraph _graph;
    private readonly TemporaryFolding _folding;
    private readonly Dictionary<BasicBlock, int> _predecessors = [];
    private readonly HashSet<BasicBlock> _entries;

    private FlowSimplifier(ControlFlowGraph graph, VariableTable variables, OffsetMap offsets)
    {
        _graph = graph;
        _folding = new(graph, variables, offsets);
        _entries = [graph.Entry, .. graph.Parts().Select(part => graph.At(part.Start))];
        foreach (var block in graph.Blocks)
            foreach (var target in block.Terminator?.Targets ?? [])
                _predecessors[target] = _predecessors.GetValueOrDefault(target) + 1;
    }

    public static void Run(ControlFlowGraph graph, VariableTable variables, OffsetMap offsets) => new FlowSimplifier(graph, variables, offsets).Run();

    private void Run()
    {
        do
        {
            while (ForEach(Simplify))
            {
            }
        }
        while (ForEach(TryReturn));
    }

    private bool ForEach(Func<BasicBlock, bool> simplify)
    {
        var changed = false;
        for (var i = _graph.Blocks.Count - 1; i >= 0; i--)
            if (_graph.Blocks[i] is { Terminator: not null } block)
                changed |= simplify(block);
        return changed;
    }

    private bool Simplify(BasicBlock block)
    {
        _folding.Fold(block);
        return block.Terminator switch
        {
            Jump jump => TryMerge(block, jump),
            Branch branch => TryShortCircuit(block, branch) || TryChoice(block, branch),
            _ => false,
        };
    }

    /// <summary>Whether a block can only be reached from one other, in the same region.</summary>
    private bool BelongsTo(BasicBlock block, BasicBlock predecessor) => block != predecessor && _predecessors[block] == 1
        && block.Region == predecessor.Region && !_entries.Contains(block) && block.Terminator is not null;

    private void SetEnd(BasicBlock block, Terminator end)
    {
        foreach (var target in end.Targets)
            _predecessors[target] = _predecessors.GetValueOrDefault(target) + 1;
        foreach (var target in block.Terminator!.Targets)
            Release(target);
        block.Terminator = end;
    }

    private void Release(BasicBlock block)
    {
        if (--_predecessors[block] > 0 || _entries.Contains(block) || block.Terminator is not { } end)
            return;
        block.Clear();
        foreach (var target in end.Targets)
            Release(target);
    }

    private bool TryMerge(BasicBlock block, Jump jump)
    {
        var next = jump.Target;
        if (!BelongsTo(next, block) || next.Index < 0)
            return false;
        block.Statements.AddRange(next.Statements);
        SetEnd(block, next.Terminator!);
        return true;
    }

    // "v = a; goto end;" where the end is "return v;".
    private bool TryReturn(BasicBlock block)
    {
        if (block is not { Terminator: Jump { Target: var target }, Statements: [.., BinaryExpression { NodeType: ExpressionType.Assign } assignment] }
            || target is not { Statements.Count: 0, Terminator: Return { Value: ParameterExpression variable } }
            || target.Region != block.Region || assignment.Left != variable || !_folding.IsSynthetic(variable))
            return false;
        SetEnd(block, new Return(variable));
        _folding.Remember(variable);
        _folding.Fold(block);
        return true;
    }

    private bool TryShortCircuit(BasicBlock block, Branch first)
    {
        var (condition, whenTrue, whenFalse) = first;
        if (SecondTest(block, whenTrue) is { } then && (then.WhenTrue == whenFalse || then.WhenFalse == whenFalse))
        {
            SetEnd(block, then.WhenFalse == whenFalse
                ? new Branch(Conditions.And(condition, then.Condition), then.WhenTrue, whenFalse)
                : new Branch(Conditions.Or(Conditions.Not(condition), then.Condition), whenFalse, then.WhenFalse));
            return true;
        }
        if (SecondTest(block, whenFalse) is { } otherwise && (otherwise.WhenTrue == whenTrue || otherwise.WhenFalse == whenTrue))
        {
            SetEnd(block, otherwise.WhenTrue == whenTrue
                ? new Branch(Conditions.Or(condition, otherwise.Condition), whenTrue, otherwise.WhenFalse)
                : new Branch(Conditions.And(Conditions.Not(condition), otherwise.Condition), otherwise.WhenTrue, whenTrue));
            return true;
        }
        return false;
    }

    private Branch? SecondTest(BasicBlock block, BasicBlock next) =>
        BelongsTo(next, block) && next is { Statements.Count: 0, Terminator: Branch second } ? second : null;

    private bool TryChoice(BasicBlock block, Branch branch)
    {
        var (condition, whenTrue, whenFalse) = branch;
        if (BelongsTo(whenTrue, block) && BelongsTo(whenFalse, block))
            return TryReturnChoice(block, condition, whenTrue, whenFalse) || TryAssignChoice(block, condition, whenTrue, whenFalse);
        return TryReplaceChoice(block, branch);
    }

    private bool TryReturnChoice(BasicBlock block, Expression condition, BasicBlock whenTrue, BasicBlock whenFalse)
    {
        if (whenTrue is not { Statements.Count: 0, Terminator: Return { Value: { } one } } || whenFalse is not { Statements.Count: 0, Terminator: Return { Value: { } other } })
            return false;
        var type = one.Type == other.Type ? one.Type : _graph.ReturnType;
        SetEnd(block, new Return(Conditions.Choice(condition, one, other, type)));
        return true;
    }

    private bool TryAssignChoice(BasicBlock block, Expression condition, BasicBlock whenTrue, BasicBlock whenFalse)
    {
        if (Assignment(whenTrue) is not { } one || Assignment(whenFalse) is not { } other || one.Left != other.Left
            || whenTrue.Terminator is not Jump { Target: var next } || whenFalse.Terminator is not Jump { Target: var same } || next != same)
            return false;
        block.Statements.Add(Expression.Assign(one.Left, Conditions.Choice(condition, one.Right, other.Right, one.Left.Type)));
        _folding.Forget((ParameterExpression)one.Left);
        SetEnd(block, new Jump(next));
        return true;
    }

    // "v = a; if (!condition) v = b;" where nobody can tell when a is evaluated.
    private bool TryReplaceChoice(BasicBlock block, Branch branch)
    {
        if (block.Statements is not [.., BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } first])
            return false;
        var (condition, next, replacing) = BelongsTo(branch.WhenFalse, block)
            ? (branch.Condition, branch.WhenTrue, branch.WhenFalse)
            : (Conditions.Not(branch.Condition), branch.WhenFalse, branch.WhenTrue);
        if (!BelongsTo(replacing, block) || replacing.Terminator is not Jump { Target: var same } || same != next
            || Assignment(replacing) is not { } second || second.Left != variable || Uses.Any(second.Right, [variable]) || !_folding.MayMovePast(first.Right, variable, condition, isInTry: block.Region.Owner is not null))
            return false;
        block.Statements[^1] = Expression.Assign(variable, Conditions.Choice(condition, first.Right, second.Right, variable.Type));
        _folding.Forget(variable);
        SetEnd(block, new Jump(next));
        return true;
    }

    /// <summary>The assignment to a variable without a name of its own that is all a block does; null for any other block.</summary>
    private BinaryExpression? Assignment(BasicBlock block) =>
        block.Statements is [BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assignment]
            && _folding.IsSynthetic(variable) && !variable.Type.IsByRefLike ? assignment : null;
}
