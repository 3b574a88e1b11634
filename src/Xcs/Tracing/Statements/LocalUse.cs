using System.Collections.ObjectModel;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Tracing.Statements;

/// <summary>Which local variables an expression reads and which it writes; those that it declares itself do not count.</summary>
internal sealed class LocalUse
{
    private readonly Dictionary<ParameterExpression, int> _reads = [];
    private readonly HashSet<ParameterExpression> _writes = [];
    private readonly HashSet<ParameterExpression> _exposed = [];

    private LocalUse()
    {
    }

    /// <summary>How often each variable is read.</summary>
    public IReadOnlyDictionary<ParameterExpression, int> ReadCounts => _reads;

    /// <summary>The variables written, also in place.</summary>
    public IReadOnlySet<ParameterExpression> Writes => _writes;

    /// <summary>The variables that some path reads before it writes them.</summary>
    public IReadOnlySet<ParameterExpression> Exposed => _exposed;

    /// <summary>The variables read or written.</summary>
    public IEnumerable<ParameterExpression> Mentioned => _reads.Keys.Union(_writes);

    public static LocalUse Of(params IEnumerable<Expression> sequence) => Of(sequence, countsDeclared: false);

    /// <summary>The use of all variables, wherever they are declared.</summary>
    public static LocalUse OfAll(Expression body) => Of([body], countsDeclared: true);

    private static LocalUse Of(IEnumerable<Expression> sequence, bool countsDeclared)
    {
        var use = new LocalUse();
        var walk = new Walk(use, countsDeclared);
        foreach (var expression in sequence)
            walk.Visit(expression);
        return use;
    }

    public static int Reads(Expression expression, ParameterExpression variable) => Of(expression)._reads.GetValueOrDefault(variable);

    public bool IsRead(ParameterExpression variable) => _reads.ContainsKey(variable);

    /// <summary>The variable that a call or an increment changes in place; null where it changes none.</summary>
    public static IEnumerable<ParameterExpression> Mutated(Expression expression)
    {
        switch (expression)
        {
            case UnaryExpression unary when ExpressionPlaces.IsAssignment(unary.NodeType):
                return Root(unary.Operand);
            case BinaryExpression { NodeType: not ExpressionType.Assign } binary when ExpressionPlaces.IsAssignment(binary.NodeType):
                return Root(binary.Left);
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: MemberExpression target }:
                return Root(target);
            case MethodCallExpression call:
                var arguments = ByReference(call.Method, call.Arguments);
                return call.Object is { } receiver && ExpressionPlaces.MayChange(receiver, call.Method) ? arguments.Concat(Root(receiver)) : arguments;
            case NewExpression { Constructor: { } constructor } creation:
                return ByReference(constructor, creation.Arguments);
            case InvocationExpression invocation when invocation.Expression.Type.GetMethod("Invoke") is { } method:
                return ByReference(method, invocation.Arguments);
            case MemberExpression { Member: PropertyInfo { GetMethod: { } getter }, Expression: { } owner } when ExpressionPlaces.MayChange(owner, getter):
                return Root(owner);
            default:
                return [];
        }
    }

    private static IEnumerable<ParameterExpression> Root(Expression place) => ExpressionPlaces.Changed(place) is { } variable ? [variable] : [];

    private static IEnumerable<ParameterExpression> ByReference(MethodBase method, ReadOnlyCollection<Expression> arguments)
    {
        var parameters = method.GetParameters();
        for (var k = 0; k < parameters.Length; k++)
        {
            if (parameters[k].ParameterType.IsByRef && !parameters[k].IsDefined(typeof(IsReadOnlyAttribute)) && ExpressionPlaces.Changed(arguments[k]) is { } variable)
                yield return variable;
        }
    }

    // Follows the order of evaluation; what is written on every path so far is not exposed to a later read.
    private sealed class Walk(LocalUse use, bool countsDeclared) : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _declared = [];
        private HashSet<ParameterExpression> _definite = [];

        public override Expression? Visit(Expression? node)
        {
            if (node is null)
                return node;
            ExpressionRefusal.EnsureStack(node);
            base.Visit(node);
            foreach (var variable in Mutated(node))
                Write(variable);
            return node;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            if (_declared.Contains(node))
                return node;
            use._reads[node] = use._reads.GetValueOrDefault(node) + 1;
            if (!_definite.Contains(node))
                use._exposed.Add(node);
            return node;
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node is { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
            {
                Visit(node.Right);
                Write(variable);
                return node;
            }

            if (node.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Coalesce)
            {
                Visit(node.Left);
                Perhaps(node.Right);
                return node;
            }

            return base.VisitBinary(node);
        }

        // What a call only writes is not read.
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            Visit(node.Object);
            var parameters = node.Method.GetParameters();
            for (var k = 0; k < parameters.Length; k++)
            {
                if (!(parameters[k].IsOut && parameters[k].ParameterType.IsByRef && node.Arguments[k] is ParameterExpression))
                    Visit(node.Arguments[k]);
            }

            return node;
        }

        protected override Expression VisitConditional(ConditionalExpression node)
        {
            Visit(node.Test);
            Branches(node.IfTrue, node.IfFalse);
            return node;
        }

        protected override Expression VisitSwitch(SwitchExpression node)
        {
            Visit(node.SwitchValue);
            Branches([.. node.Cases.Select(static item => item.Body), node.DefaultBody ?? Expression.Empty()]);
            return node;
        }

        protected override Expression VisitLoop(LoopExpression node)
        {
            Perhaps(node.Body);
            return node;
        }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is not WhileStatement loop)
                return base.VisitExtension(node);
            Visit(loop.Test);
            Perhaps(loop.Body);
            return node;
        }

        protected override Expression VisitTry(TryExpression node)
        {
            Perhaps(node.Body);
            foreach (var handler in node.Handlers)
            {
                var isNew = handler.Variable is { } variable && !countsDeclared && _declared.Add(variable);
                Perhaps(handler.Filter);
                Perhaps(handler.Body);
                if (isNew)
                    _declared.Remove(handler.Variable!);
            }

            Visit(node.Finally);
            Perhaps(node.Fault);
            // Either the body has run to its end, or a handler has.
            if (node.Handlers.Count == 0 || node.Handlers.All(static handler => handler.Body.Type == typeof(void)))
                AfterTry(node);
            return node;
        }

        protected override Expression VisitBlock(BlockExpression node)
        {
            var declared = Declare(node.Variables);
            Visit(node.Expressions);
            _declared.ExceptWith(declared);
            return node;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            var declared = Declare(node.Parameters);
            Perhaps(node.Body);
            _declared.ExceptWith(declared);
            return node;
        }

        private ParameterExpression[] Declare(IEnumerable<ParameterExpression> variables) => countsDeclared ? [] : [.. variables.Where(_declared.Add)];

        private void AfterTry(TryExpression node)
        {
            var outcomes = node.Handlers.Select(static handler => handler.Body).Append(node.Body).Select(DefiniteIn).ToArray();
            _definite.UnionWith(outcomes.Aggregate((HashSet<ParameterExpression>?)null, Meet) ?? []);
        }

        private HashSet<ParameterExpression>? DefiniteIn(Expression code)
        {
            var inner = new Walk(new LocalUse(), countsDeclared);
            inner.Visit(code);
            return inner._isDead ? null : inner._definite;
        }

        private bool _isDead;

        protected override Expression VisitUnary(UnaryExpression node)
        {
            base.VisitUnary(node);
            if (node.NodeType == ExpressionType.Throw)
                _isDead = true;
            return node;
        }

        private void Branches(params Expression[] branches)
        {
            var (before, wasDead) = (_definite, _isDead);
            HashSet<ParameterExpression>? after = null;
            var allDead = true;
            foreach (var branch in branches)
            {
                (_definite, _isDead) = ([.. before], false);
                Visit(branch);
                if (!_isDead)
                    after = Meet(after, _definite);
                allDead &= _isDead;
            }

            (_definite, _isDead) = (after ?? before, wasDead || allDead);
        }

        private void Perhaps(Expression? code)
        {
            var (before, wasDead) = (_definite, _isDead);
            _definite = [.. before];
            Visit(code);
            (_definite, _isDead) = (before, wasDead);
        }

        private static HashSet<ParameterExpression>? Meet(HashSet<ParameterExpression>? first, HashSet<ParameterExpression>? second)
        {
            if (first is null || second is null)
                return first ?? second;
            return [.. first.Intersect(second)];
        }

        private void Write(ParameterExpression variable)
        {
            if (_declared.Contains(variable))
                return;
            use._writes.Add(variable);
            _definite.Add(variable);
        }
    }
}
