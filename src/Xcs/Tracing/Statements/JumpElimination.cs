using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>
/// Rewrites statements so that control goes only downwards: a jump sets a variable that says where to, and what it would jump over runs under
/// a test of that variable (Erosa and Hendren, "Taming control flow", 1994, for the jumps that structured code has). Code after an
/// <c>if</c> of which one branch never ends moves into the other branch, so most functions need no such variable. Loops become
/// <see cref="WhileStatement"/>s.
/// </summary>
internal sealed partial class JumpElimination : ExpressionVisitor
{
    /// <summary>The name of the variable that says where to; no C# variable has it.</summary>
    public const string FlowName = "<flow>";

    private readonly ParameterExpression _flow = Expression.Variable(typeof(int), FlowName);
    private readonly Dictionary<LabelTarget, int> _codes = [];
    private readonly Dictionary<LabelTarget, ParameterExpression> _values = [];

    private readonly Dictionary<Expression, (Lowered True, Lowered False)> _branches = [];

    private readonly SourceMap _sources;

    private JumpElimination(SourceMap sources) => _sources = sources;

    /// <summary>A body without jumps; its value is that of the function.</summary>
    public static BlockExpression Apply(Expression body, SourceMap sources)
    {
        var elimination = new JumpElimination(sources);
        var code = elimination.Visit(body)!;
        return Expression.Block(body.Type, [elimination._flow, .. elimination._values.Values], [Expression.Assign(elimination._flow, Code(0)), code]);
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is not null)
            ExpressionRefusal.EnsureStack(node);
        return _sources.Keep(node, base.Visit(node));
    }

    // Wherever a value is wanted: jumps inside stay inside.
    protected override Expression VisitBlock(BlockExpression node)
    {
        var lowered = List(Flatten(node.Expressions), node.Type);
        RequireClosed(lowered, node);
        return Expression.Block(node.Type, node.Variables, lowered.Code is BlockExpression { Variables.Count: 0 } inner ? inner.Expressions : [lowered.Code]);
    }

    protected override Expression VisitLoop(LoopExpression node) => Closed(node);

    protected override Expression VisitTry(TryExpression node) => Closed(node);

    protected override Expression VisitSwitch(SwitchExpression node) => Closed(node);

    protected override Expression VisitGoto(GotoExpression node) => Closed(node);

    protected override Expression VisitLambda<T>(Expression<T> node) => node;

    protected override Expression VisitConditional(ConditionalExpression node) => node.Type == typeof(void) ? Closed(node) : base.VisitConditional(node);

    private Expression Closed(Expression node)
    {
        var lowered = Statement(node);
        RequireClosed(lowered, node);
        return lowered.Code;
    }

    private static void RequireClosed(Lowered lowered, Expression node)
    {
        if (lowered.Jumps.Count > 0)
            throw ExpressionRefusal.Of(node, "it jumps out of the middle of an expression", "Write the jump as a statement of its own.");
    }

    private Lowered Statement(Expression node)
    {
        var lowered = Lower(node);
        _sources.Keep(node, lowered.Code);
        return lowered;
    }

    private Lowered Lower(Expression node) => node switch
    {
        BlockExpression block => InBlock(block),
        GotoExpression jump => Jump(jump),
        LabelExpression label => List([label], typeof(void)),
        ConditionalExpression { Type: var type } branch when type == typeof(void) => If(Visit(branch.Test)!, Statement(branch.IfTrue), Statement(branch.IfFalse)),
        LoopExpression loop => Loop(loop),
        SwitchExpression { Type: var type } choice when type == typeof(void) => Switch(choice),
        TryExpression region => Try(region),
        UnaryExpression { NodeType: ExpressionType.Throw } failure => Lowered.Dead(base.VisitUnary(failure)),
        _ => Lowered.Plain(base.Visit(node)!),
    };

    private Lowered InBlock(BlockExpression block)
    {
        var lowered = List(Flatten(block.Expressions), typeof(void));
        return block.Variables.Count == 0 ? lowered : lowered with { Code = Expression.Block(typeof(void), block.Variables, lowered.Code) };
    }

    private Lowered If(Expression test, Lowered whenTrue, Lowered whenFalse)
    {
        var code = Expression.IfThenElse(test, Void(whenTrue.Code), Void(whenFalse.Code));
        _branches.Add(code, (whenTrue, whenFalse));
        return new(code, whenTrue.FallsThrough || whenFalse.FallsThrough, Union(whenTrue.Jumps, whenFalse.Jumps));
    }

    private Lowered Jump(GotoExpression jump)
    {
        var go = Expression.Assign(_flow, Code(CodeOf(jump.Target)));
        Expression code = jump.Value is null || jump.Value.Type == typeof(void)
            ? go
            : Expression.Block(typeof(void), Expression.Assign(ValueOf(jump.Target), Visit(jump.Value)!), go);
        return new(code, FallsThrough: false, new HashSet<LabelTarget> { jump.Target });
    }

    private Lowered Loop(LoopExpression loop)
    {
        var list = Flatten([loop.Body]);
        ForwardTests(list);
        Expression? test = null;
        if (list is [ConditionalExpression { Type: var type } first, ..] && type == typeof(void) && TestOf(first, loop.BreakLabel) is { } leading)
        {
            test = Visit(leading.Test);
            list = [.. Flatten([leading.Body]), .. list.Skip(1)];
        }

        var body = List(list, typeof(void));
        var jumps = new HashSet<LabelTarget>(body.Jumps);
        var code = body.Code;
        if (loop.ContinueLabel is { } again && jumps.Remove(again))
            code = Expression.Block(typeof(void), code, Arrived(again, jumps));
        var isBroken = loop.BreakLabel is not null && jumps.Contains(loop.BreakLabel);
        if (jumps.Count > 0)
        {
            var goesOn = Expression.Equal(_flow, Code(0));
            test = test is null ? goesOn : Expression.AndAlso(goesOn, test);
        }
        else if (body.Jumps.Count > 0)
        {
            code = Expression.Block(typeof(void), Expression.Assign(_flow, Code(0)), code);
        }

        Expression result = new WhileStatement(test ?? Expression.Constant(true), Void(code));
        var ends = isBroken || test is not null && (jumps.Count == 0 || test.NodeType == ExpressionType.AndAlso);
        if (isBroken)
        {
            jumps.Remove(loop.BreakLabel!);
            result = Expression.Block(typeof(void), result, Arrived(loop.BreakLabel!, jumps));
        }

        return new(result, ends, jumps);
    }

    // A test that was put into a variable just for the jump, as code without optimisations does.
    private static void ForwardTests(List<Expression> list)
    {
        while (list is [BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } assign, ConditionalExpression branch, ..]
            && LocalUse.Reads(branch.Test, variable) == 1 && list.Skip(1).Sum(statement => LocalUse.Reads(statement, variable)) == 1)
        {
            var test = new ExpressionSubstitution(new Dictionary<ParameterExpression, Expression> { [variable] = assign.Right }).Visit(branch.Test)!;
            list.RemoveAt(0);
            list[0] = Expression.Condition(test, branch.IfTrue, branch.IfFalse, branch.Type);
        }
    }

    private static (Expression Test, Expression Body)? TestOf(ConditionalExpression branch, LabelTarget? end)
    {
        if (end is null)
            return null;
        if (IsJumpTo(branch.IfFalse, end))
            return (branch.Test, branch.IfTrue);
        return IsJumpTo(branch.IfTrue, end) ? (Negated(branch.Test), branch.IfFalse) : null;
    }

    private static Expression Negated(Expression test) =>
        test is UnaryExpression { NodeType: ExpressionType.Not, Method: null } not ? not.Operand : Expression.Not(test);

    private static bool IsJumpTo(Expression code, LabelTarget target) => code switch
    {
        GotoExpression { Value: null } jump => jump.Target == target,
        BlockExpression { Variables.Count: 0, Expressions: [var only] } => IsJumpTo(only, target),
        _ => false,
    };

    private Lowered Switch(SwitchExpression choice)
    {
        var cases = choice.Cases.Select(item => (item.TestValues, Body: Statement(item.Body))).ToArray();
        var otherwise = choice.DefaultBody is null ? Lowered.Plain(Expression.Empty()) : Statement(choice.DefaultBody);
        var code = Expression.Switch(typeof(void), Visit(choice.SwitchValue)!, Void(otherwise.Code), choice.Comparison,
            cases.Select(item => Expression.SwitchCase(Void(item.Body.Code), item.TestValues)));
        var all = cases.Select(static item => item.Body).Append(otherwise).ToArray();
        return new(code, all.Any(static body => body.FallsThrough), all.Aggregate(otherwise.Jumps, static (union, body) => Union(union, body.Jumps)));
    }

    private Lowered Try(TryExpression region)
    {
        if (region.Handlers.Count == 0 && region.Finally is { } end && EndsAnEnumeration(end))
            return Statement(region.Body);
        var body = Statement(region.Body);
        var handlers = region.Handlers.Select(handler => (handler, Body: Statement(handler.Body))).ToArray();
        var last = region.Finally is null ? (Lowered?)null : Statement(region.Finally);
        var fault = region.Fault is null ? null : Void(Closed(region.Fault));
        var code = Expression.MakeTry(typeof(void), Void(body.Code), last is null ? null : Void(last.Value.Code), fault,
            handlers.Select(static item => Expression.MakeCatchBlock(item.handler.Test, item.handler.Variable, Void(item.Body.Code), item.handler.Filter)));
        var all = handlers.Select(static item => item.Body).Append(body).ToArray();
        var falls = all.Any(static item => item.FallsThrough) && last is null or { FallsThrough: true };
        return new(code, falls, all.Aggregate(body.Jumps, static (union, item) => Union(union, item.Jumps)));
    }

    // The enumerators of the base library's collections are structs that have nothing to dispose of.
    private static bool EndsAnEnumeration(Expression code) => code switch
    {
        BlockExpression block => block.Expressions.All(EndsAnEnumeration),
        DefaultExpression => true,
        MethodCallExpression { Method.Name: nameof(IDisposable.Dispose), Object: ParameterExpression { Type: { IsValueType: true } type } } =>
            MemoryTypes.IsContainer(type) && type.Namespace == "System.Collections.Generic",
        _ => false,
    };

    private int CodeOf(LabelTarget target)
    {
        if (!_codes.TryGetValue(target, out var code))
            _codes.Add(target, code = _codes.Count + 1);
        return code;
    }

    private ParameterExpression ValueOf(LabelTarget target)
    {
        if (!_values.TryGetValue(target, out var value))
            _values.Add(target, value = Expression.Variable(target.Type, "result"));
        return value;
    }

    private static BlockExpression Join(Expression first, Expression second) => Expression.Block(typeof(void), Flatten([first, second]));

    private static Expression Void(Expression code) => code.Type == typeof(void) ? code : Expression.Block(typeof(void), code);

    private static IReadOnlySet<LabelTarget> Union(IReadOnlySet<LabelTarget> first, IReadOnlySet<LabelTarget> second) =>
        second.Count == 0 ? first : first.Count == 0 ? second : first.Union(second).ToHashSet();

    private static ConstantExpression Code(int code) => Expression.Constant(code);
}
