using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Holds the rules of README.md for programs, whoever made them.</summary>
internal sealed class KernelVerifier
{
    private readonly KernelProgram _program;
    private readonly HashSet<ParameterExpression> _variables;
    private readonly HashSet<LabelTarget> _open = [];

    private KernelVerifier(KernelProgram program)
    {
        _program = program;
        _variables = [.. program.Locals, .. program.Parameters.SelectMany(p => p.Values).Select(v => v.Variable)];
        _open.Add(program.Exit);
    }

    /// <exception cref="InvalidOperationException">A rule is broken.</exception>
    public static void Verify(KernelProgram program) => new KernelVerifier(program).Statement(program.Body);

    private void Statement(Expression node)
    {
        switch (node)
        {
            case DefaultExpression { Type: var type }:
                Require(type == typeof(void), node, "a value is no statement");
                break;
            case BlockExpression block:
                Block(block);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign } assignment:
                Require(assignment.Left is ParameterExpression, node, "only variables are assigned");
                Pure(assignment.Left);
                Assigned(assignment.Right);
                break;
            case ConditionalExpression conditional:
                Pure(conditional.Test);
                Statement(conditional.IfTrue);
                Statement(conditional.IfFalse);
                break;
            case LoopExpression { BreakLabel: { } exit, ContinueLabel: { } next } loop:
                Require(_open.Add(exit) & _open.Add(next), node, "each loop has labels of its own");
                Statement(loop.Body);
                _open.Remove(exit);
                _open.Remove(next);
                break;
            case SwitchExpression { Comparison: null, DefaultBody: not null } choice:
                Require(choice.SwitchValue.Type == typeof(int), node, "a switch is on an int");
                Pure(choice.SwitchValue);
                foreach (var one in choice.Cases)
                    Statement(one.Body);
                Statement(choice.DefaultBody);
                break;
            case GotoExpression { Value: null } jump:
                Require(_open.Contains(jump.Target), node, "a jump goes forward within the blocks around it, or to a loop around it");
                break;
            case ArrayStore or ArrayClear or ArrayAtomic or BlockBarrier or MemoryFence:
                Require(node is not (ArrayAtomic { IsUsed: true } or BlockBarrier { Kind: not BarrierKind.Plain }), node, "its value is assigned");
                Operands((KernelNode)node);
                break;
            default:
                throw Broken(node, "it is no statement of a kernel");
        }
    }

    // A label may be jumped to until it stands.
    private void Block(BlockExpression block)
    {
        Require(block.Variables.Count == 0, block, "blocks declare no variables");
        var labels = block.Expressions.OfType<LabelExpression>().Select(l => l.Target).ToList();
        foreach (var label in labels)
            Require(_open.Add(label), block, "a label stands once");
        foreach (var statement in block.Expressions)
            if (statement is LabelExpression { DefaultValue: null } label)
                _open.Remove(label.Target);
            else
                Statement(statement);
    }

    private void Assigned(Expression value)
    {
        if (value is ArrayAtomic { IsUsed: true } or BlockBarrier { Kind: not BarrierKind.Plain })
            Operands((KernelNode)value);
        else
            Pure(value);
    }

    private void Operands(KernelNode node)
    {
        foreach (var operand in node.Operands)
            Pure(operand);
    }

    private void Pure(Expression node)
    {
        Require(KernelTypes.IsNumber(node.Type), node, $"{node.Type.Name} is no type of a kernel");
        switch (node)
        {
            case ConstantExpression:
                break;
            case ParameterExpression variable:
                Require(_variables.Contains(variable), node, "it is no variable of the program");
                break;
            case UnaryExpression unary:
                Pure(unary.Operand);
                break;
            case BinaryExpression { NodeType: not ExpressionType.Assign } binary:
                Require(binary.NodeType is not (ExpressionType.AndAlso or ExpressionType.OrElse) || Conditionals.IsSafe(binary.Right), node, "what may fault is not conditional");
                Pure(binary.Left);
                Pure(binary.Right);
                break;
            case ConditionalExpression conditional:
                Require(Conditionals.IsSafe(conditional.IfTrue) && Conditionals.IsSafe(conditional.IfFalse), node, "what may fault is not conditional");
                Pure(conditional.Test);
                Pure(conditional.IfTrue);
                Pure(conditional.IfFalse);
                break;
            case MethodCallExpression { Object: null } call:
                Require(PureFunctions.Includes(call.Method), node, "it is no pure function");
                foreach (var argument in call.Arguments)
                    Pure(argument);
                break;
            case ThreadValue or ArrayLength or ArrayLoad or WarpOperation:
                Operands((KernelNode)node);
                break;
            default:
                throw Broken(node, "it is no expression of a kernel");
        }
    }

    private void Require(bool holds, Expression node, string rule)
    {
        if (!holds)
            throw Broken(node, rule);
    }

    private InvalidOperationException Broken(Expression node, string rule) => new($"{_program.Name} ({_program.SourceOf(node)}): {node}: {rule}.");
}
