using System.Linq.Expressions;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// Statements of a lifted function. A local variable is a name for its latest value; who reads it takes that value.
internal sealed partial class ExpressionFlattener
{
    // Values larger than this get a node of their own, so that reading a variable many times costs little.
    private const int LargestCopy = 12;

    private readonly Dictionary<ParameterExpression, Expression> _locals = [];

    /// <summary>Statements in an expression; null where it is none.</summary>
    private Expression? VisitStatement(Expression expression)
    {
        if (expression is not (BlockExpression or TryExpression or ConditionalExpression or SwitchExpression or WhileStatement)
            && ExpressionChildren.Of(expression).Any(part => !ExpressionCalls.IsStorable(part.Type) && context.Calls.Contains(part)))
        {
            return RegionValue(expression);
        }

        switch (expression)
        {
            case BlockExpression block when block.Type != typeof(void):
                return Value(block);
            case BinaryExpression { NodeType: ExpressionType.Assign } assign:
                return Assign(assign);
            case MethodCallExpression or BinaryExpression or UnaryExpression or NewExpression or InvocationExpression or MemberExpression when LocalUse.Mutated(expression).Any():
                return Mutation(expression);
            case BlockExpression or WhileStatement or TryExpression or SwitchExpression { Type: var _ } or { NodeType: ExpressionType.Throw }:
            case ConditionalExpression when expression.Type == typeof(void):
                Statement(expression);
                return Expression.Default(expression.Type);
            default:
                return null;
        }
    }

    private Expression Value(BlockExpression block)
    {
        var last = block.Expressions[^1];
        if (LastUse([last], 0) < 0)
        {
            Sequence(block.Variables, block.Expressions.SkipLast(1));
            return Converted(Visit(last), block.Type);
        }

        // The value comes from a variable that no node can keep: it is part of the statements that use it.
        var value = context.Lifted!.NewVariable(block.Type, "value");
        Sequence(block.Variables, block.Expressions.SkipLast(1).Append(Expression.Assign(value, last)));
        context.Lifted.Drop([value]);
        return _locals[value];
    }

    private void Statement(Expression statement)
    {
        ExpressionRefusal.EnsureStack(statement);
        At(statement);
        switch (statement)
        {
            case DefaultExpression or ConstantExpression or ParameterExpression:
                break;
            case BlockExpression block:
                Sequence(block.Variables, block.Expressions);
                break;
            case UnaryExpression { NodeType: ExpressionType.Throw } failure:
                Throw(failure);
                break;
            case ConditionalExpression or WhileStatement or TryExpression or SwitchExpression when statement.Type == typeof(void) && !context.Lifted!.Accesses.HasWork(statement):
                Region(statement);
                break;
            case ConditionalExpression branch when branch.Type == typeof(void):
                Choose("if", typeof(bool), branch.Test, ["then", "else"], [branch.IfTrue, branch.IfFalse], typeof(void));
                break;
            case WhileStatement loop:
                Loop(loop);
                break;
            case SwitchExpression choice when choice.Type == typeof(void):
                Switch(choice);
                break;
            case TryExpression attempt:
                Try(attempt);
                break;
            default:
                Evaluate(statement);
                break;
        }
    }

    // Variables of types that no node can keep live inside one node: all statements between their first use and their last are that node.
    private void Sequence(IReadOnlyCollection<ParameterExpression> variables, IEnumerable<Expression> statements)
    {
        foreach (var variable in variables)
            _locals[variable] = Expression.Default(variable.Type);
        Expression[] list = [.. statements];
        for (var k = 0; k < list.Length; k++)
        {
            var last = LastUse(list, k);
            if (last < 0)
                Statement(list[k]);
            else
                Region(Expression.Block(typeof(void), list[k..(last + 1)]));
            k = Math.Max(k, last);
        }
    }

    private int LastUse(Expression[] list, int first)
    {
        var kept = Unkept(list[first]).ToHashSet();
        if (kept.Count == 0)
            return -1;
        var last = first;
        for (var k = first + 1; k < list.Length; k++)
        {
            if (!LocalUse.Of(list[k]).Mentioned.Any(kept.Contains))
                continue;
            last = k;
            kept.UnionWith(Unkept(list[k]));
        }

        return last;
    }

    // Those that a statement with statements inside keeps to itself are a matter for the statements inside.
    private IEnumerable<ParameterExpression> Unkept(Expression statement)
    {
        var use = LocalUse.Of(statement);
        var isCompound = statement is ConditionalExpression or WhileStatement or TryExpression or SwitchExpression or BlockExpression;
        return use.Mentioned.Where(variable => !ExpressionCalls.IsStorable(variable.Type)
            && !(isCompound && !use.Exposed.Contains(variable) && context.Lifted!.Use.ReadCounts.GetValueOrDefault(variable) == use.ReadCounts.GetValueOrDefault(variable)));
    }

    private void Evaluate(Expression expression)
    {
        var left = Visit(expression);
        if (left is not ParameterExpression && !context.Traits.IsInert(left))
            Node(left);
    }

    private Expression Assign(BinaryExpression assign)
    {
        switch (assign.Left)
        {
            case ParameterExpression variable when ExpressionCalls.IsStorable(variable.Type):
                return _locals[variable] = Kept(Converted(Visit(assign.Right), variable.Type), variable);
            case ParameterExpression:
                throw ExpressionRefusal.Of(assign, $"a {assign.Left.Type.Name} cannot be kept between nodes", "Use it inside a method of its own.");
            case MemberExpression { Expression: { Type.IsValueType: true } owner } when LocalUse.Mutated(assign).Any():
                return Mutation(assign);
            default:
                return Store(assign);
        }
    }

    // The target is found first, then the value is computed, then it is stored.
    private Expression Store(BinaryExpression assign)
    {
        var parts = ExpressionChildren.Of(assign.Left);
        if (parts.Any(static part => part.Type.IsValueType && !part.Type.IsPrimitive && !part.Type.IsEnum) || assign.Left.Type.IsByRef)
            return RegionValue(assign);
        var operands = Operands([.. parts, assign.Right]);
        var target = ExpressionChildren.Replace(assign.Left, operands[..^1]);
        var value = Hold(operands[^1]);
        var store = Expression.Assign(target, Converted(value, target.Type));
        Node(Origin(Expression.Block(typeof(void), store), assign), $"set {NameOf(assign.Left)}");
        return value;
    }

    private void Throw(UnaryExpression failure)
    {
        if (failure.Operand is null)
        {
            Node(Expression.Block(typeof(void), _rethrow ?? throw ExpressionRefusal.Of(failure, "it throws again outside a handler", "Name the exception.")), "throw");
            return;
        }

        var left = Expression.Throw(Visit(failure.Operand));
        Node(Origin(left, failure), "throw");
    }

    private void Switch(SwitchExpression choice)
    {
        var cases = choice.Cases.Select(static (item, k) => Expression.SwitchCase(Expression.Constant(k), item.TestValues));
        var index = Expression.Switch(typeof(int), Hold(Visit(choice.SwitchValue)), Expression.Constant(choice.Cases.Count), choice.Comparison, cases);
        Expression[] codes = [.. choice.Cases.Select(static item => item.Body), choice.DefaultBody ?? Expression.Empty()];
        var selector = Variable(Node(index, "switch on"), typeof(int));
        Choose("switch", typeof(int), selector, [.. codes.Select((_, k) => k == codes.Length - 1 ? "default" : $"case {k}")], codes, typeof(void));
    }

    /// <summary>An expression over values of the graph: variables are replaced by what they hold now.</summary>
    private Expression Current(Expression expression) => _locals.Count == 0 || expression is ConstantExpression
        ? expression
        : new ExpressionSubstitution(_locals).Visit(expression)!;

    // A value that may be put wherever the variable is read.
    private Expression Kept(Expression value, ParameterExpression variable)
    {
        if (value is ParameterExpression or ConstantExpression or DefaultExpression)
            return value;
        if (context.Traits.IsPure(value) && SizeOf(value) <= LargestCopy)
            return value;
        var node = Variable(Node(value), value.Type);
        return GraphFits(value.Type, variable.Type) ? node : Expression.Convert(node, variable.Type);
    }

    private static bool GraphFits(Type given, Type declared) => Dataflow.GraphVerifier.Fits(given, declared);

    private static int SizeOf(Expression expression) => 1 + ExpressionChildren.Of(expression).Sum(SizeOf);
}
