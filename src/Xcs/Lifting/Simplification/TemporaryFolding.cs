using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>
/// Puts the value of a variable that is used once, in the statement behind its assignment, in the place of that use, where nothing evaluated in
/// between can tell.
/// </summary>
internal sealed class TemporaryFolding
{
    private readonly VariableTable _variables;
    private readonly OffsetMap _offsets;
    private readonly Dictionary<ParameterExpression, int> _uses = [];

    public TemporaryFolding(ControlFlowGraph graph, VariableTable variables, OffsetMap offsets)
    {
        _variables = variables;
        _offsets = offsets;
        foreach (var block in graph.Blocks)
        {
            foreach (var statement in block.Statements)
                Uses.Count(statement, _uses);
            if (End(block) is { } end)
                Uses.Count(end, _uses);
        }
    }

    public bool IsSynthetic(ParameterExpression variable) => _variables.IsSynthetic(variable);

    /// <summary>Notes that one of two assignments to a variable is gone.</summary>
    public void Forget(ParameterExpression variable) => _uses[variable]--;

    /// <summary>Notes that a variable is used once more.</summary>
    public void Remember(ParameterExpression variable) => _uses[variable]++;

    /// <summary>Whether a value may as well be computed behind a condition that does not need the variable that it is for.</summary>
    public bool MayMovePast(Expression value, ParameterExpression variable, Expression condition, bool isInTry)
    {
        // A handler could see the variable when the condition fails.
        if (isInTry && !Effects.IsStable(condition, _variables))
            return false;
        if (!_variables.IsSynthetic(variable) || _variables.IsEscaped(variable) || variable.Type.IsByRefLike || !Effects.IsStable(value, _variables) || Uses.Any(condition, [variable]))
            return false;
        var writes = new HashSet<ParameterExpression>();
        Effects.CollectWrites(condition, writes);
        return writes.Count == 0 || !Uses.Any(value, writes);
    }

    /// <summary>Folds what a block's statements and end allow.</summary>
    public void Fold(BasicBlock block)
    {
        var statements = block.Statements;
        for (var i = statements.Count - 1; i >= 0; i--)
        {
            if (statements[i] is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assignment)
                continue;
            var isLast = i == statements.Count - 1;
            var user = isLast ? End(block) : statements[i + 1];
            if (user is null || !IsFoldable(variable, user, isLast && block is { Terminator: Return, Region.Owner: null }) || FirstUse.Replace(user, variable, assignment.Right, _variables, _offsets) is not { } folded)
                continue;
            _uses[variable] -= 2;
            if (isLast)
                SetEnd(block, folded);
            else
                statements[i + 1] = folded;
            statements.RemoveAt(i);
        }
    }

    // Behind a return nothing reads a variable again, however often it is used elsewhere.
    private bool IsFoldable(ParameterExpression variable, Expression user, bool isReturned) =>
        _variables.IsSynthetic(variable) && !_variables.IsEscaped(variable) && (_uses[variable] == 2 || isReturned && Uses.Of(variable, user) == 1);

    private static Expression? End(BasicBlock block) => block.Terminator switch
    {
        Branch branch => branch.Condition,
        Select select => select.Value,
        Return end => end.Value,
        _ => null,
    };

    private static void SetEnd(BasicBlock block, Expression value) => block.Terminator = block.Terminator switch
    {
        Branch branch => branch with { Condition = value },
        Select select => select with { Value = value },
        _ => new Return(value),
    };
}
