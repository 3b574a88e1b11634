using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Tracing.Statements;

/// <summary>
/// Which objects a local variable may hold: all that came from outside are one place, each <c>new</c> and each call that returns an object is
/// a place of its own, and places hold places. Inclusion constraints solved by iteration (Andersen 1994), whatever the order of statements.
/// </summary>
internal sealed class PointsTo : ExpressionVisitor
{
    /// <summary>Every object that the function did not make itself.</summary>
    public const int Outside = 0;

    private static readonly HashSet<int> Nothing = [];
    private static readonly HashSet<int> FromOutside = [Outside];

    private readonly Dictionary<ParameterExpression, HashSet<int>> _locals = [];
    private readonly Dictionary<Expression, int> _sites = [];
    private readonly List<HashSet<int>> _content = [[Outside]];
    private readonly Dictionary<Type, int> _statics = [];
    private readonly Dictionary<MemberInfo, HashSet<int>> _caches = [];
    private readonly HashSet<int> _restless = [];
    private bool _changed;

    /// <param name="body">The function's body.</param>
    /// <param name="parameters">Its parameters: their objects come from outside.</param>
    public PointsTo(Expression body, IEnumerable<ParameterExpression> parameters)
    {
        foreach (var parameter in parameters)
            _locals[parameter] = [Outside];
        do
        {
            _changed = false;
            Visit(body);
        }
        while (_changed);
    }

    /// <summary>Lets a new variable hold what an expression gives.</summary>
    public void Name(ParameterExpression variable, Expression expression) => Grow(Local(variable), Of(expression));

    /// <summary>The place of a type's static state.</summary>
    public int StaticsOf(Type type)
    {
        if (!_statics.TryGetValue(type, out var place))
            _statics.Add(type, place = -1 - _statics.Count);
        return place;
    }

    /// <summary>Every place but static state.</summary>
    public IEnumerable<int> All => Enumerable.Range(0, _content.Count);

    /// <summary>Whether code outside the function can get at a place while the function runs.</summary>
    public bool IsVisible(int place) => place <= Outside || Reach(FromOutside).Contains(place);

    /// <summary>Whether a place is a lambda that changes something whenever it runs.</summary>
    public bool IsRestless(int place) => _restless.Contains(place);

    /// <summary>The places, and all that they lead to.</summary>
    public HashSet<int> Reach(IEnumerable<int> places)
    {
        var reached = new HashSet<int>(places);
        var open = new Stack<int>(reached);
        while (open.TryPop(out var place))
        {
            foreach (var inner in _content[place])
            {
                if (reached.Add(inner))
                    open.Push(inner);
            }
        }

        return reached;
    }

    /// <summary>The objects that an expression may give, or that a struct which it gives may hold.</summary>
    public IReadOnlySet<int> Of(Expression? expression)
    {
        if (expression is null || Immutability.Holds(expression.Type))
            return Nothing;
        switch (expression)
        {
            case ParameterExpression variable:
                return Local(variable);
            case ConstantExpression constant:
                return constant.Value is null ? Nothing : FromOutside;
            case DefaultExpression:
                return Nothing;
            case NewExpression or NewArrayExpression or MemberInitExpression or ListInitExpression or LambdaExpression:
                return expression.Type.IsValueType ? OfChildren(expression) : Site(expression);
            case MemberExpression member when DelegateBody.IsCache(member.Member):
                return Cache(member.Member);
            case MemberExpression member:
                return Loaded(member.Expression, member.Member is FieldInfo);
            case IndexExpression index:
                return Loaded(index.Object, MemoryTypes.IsContainer(index.Object!.Type));
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } element:
                return Loaded(element.Left, isDirect: true);
            case BinaryExpression { NodeType: ExpressionType.Assign } assign:
                return Of(assign.Right);
            case BlockExpression block:
                return Of(block.Expressions[^1]);
            case MethodCallExpression call:
                return Returned(call);
            case InvocationExpression:
                return Site(expression);
            default:
                return OfChildren(expression);
        }
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is not null)
            ExpressionRefusal.EnsureStack(node);
        base.Visit(node);
        switch (node)
        {
            case BinaryExpression { NodeType: ExpressionType.Assign } assign:
                Store(assign.Left, Of(assign.Right));
                break;
            case NewExpression or NewArrayExpression or MemberInitExpression or ListInitExpression:
                if (!node.Type.IsValueType)
                    Hold(Site(node), Values(node));
                break;
            case LambdaExpression lambda:
                Hold(Site(node), LocalUse.Of(lambda).Mentioned.SelectMany(Local));
                break;
            case MethodCallExpression call:
                Call(call);
                break;
            case InvocationExpression invocation:
                Unknown(invocation, Reach(ExpressionChildren.Of(invocation).SelectMany(Of)), isStored: invocation.Type == typeof(void));
                break;
            case UnaryExpression { NodeType: ExpressionType.Throw } failure:
                Hold(FromOutside, Of(failure.Operand));
                break;
        }

        return node;
    }

    protected override CatchBlock VisitCatchBlock(CatchBlock node)
    {
        if (node.Variable is not null)
            Grow(Local(node.Variable), FromOutside);
        return base.VisitCatchBlock(node);
    }

    private void Call(MethodCallExpression call)
    {
        var arguments = call.Arguments.SelectMany(Of).ToArray();
        if (Lifting.DelegateFactory.Of(call) is { } factory && DelegateBody.Changes(factory.Method))
            _restless.UnionWith(Site(call));
        if (IsView(call))
            Hold(Site(call), MakesDelegate(call) ? arguments : Of(call.Object));
        else if (call.Object is { } receiver && MemoryTypes.IsContainer(receiver.Type))
            Hold(Of(receiver), arguments);
        else if (!MemoryTypes.IsOfTheFramework(call.Method.DeclaringType!) || call.Object is not null)
            Unknown(call, Reach(Of(call.Object).Concat(arguments)), isStored: call.Type == typeof(void) && !MemoryTypes.IsReader(call.Method));
        else
            Hold(Site(call), Reach(arguments));

        // What a call may put into a variable by reference is anything that it can get at.
        foreach (var variable in LocalUse.Mutated(call))
            Grow(Local(variable), Reach(Of(call.Object).Concat(arguments)).Append(Outside));
    }

    // Such a method may return anything it is given, or that lies outside; one that returns nothing may keep what it is given.
    private void Unknown(Expression call, HashSet<int> given, bool isStored)
    {
        Hold(Site(call), given.Append(Outside));
        if (!isStored)
            return;
        Hold(FromOutside, given);
        Hold(given, given);
    }

    private static bool MakesDelegate(MethodCallExpression call) => Lifting.DelegateFactory.Of(call) is not null;

    // An enumerator, or a delegate, holds what it was made from.
    private static bool IsView(MethodCallExpression call) =>
        MakesDelegate(call) || (call.Method.Name == nameof(IEnumerable<>.GetEnumerator) && !call.Type.IsValueType && MemoryTypes.IsContainer(call.Object?.Type ?? typeof(void)));

    private HashSet<int> Returned(MethodCallExpression call)
    {
        if (IsView(call))
            return Site(call);
        if (call.Object is { } receiver && MemoryTypes.IsContainer(receiver.Type))
            return call.Type.IsAssignableFrom(receiver.Type) || call.Type.IsValueType ? Of(receiver).Union(Loaded(receiver, isDirect: true)).ToHashSet() : Loaded(receiver, isDirect: true).Union(Site(call)).ToHashSet();
        var isFresh = call.Object is null && MemoryTypes.IsOfTheFramework(call.Method.DeclaringType!);
        var given = Reach(ExpressionChildren.Of(call).SelectMany(Of));
        given.UnionWith(Site(call));
        if (!isFresh)
            given.Add(Outside);
        return given;
    }

    private void Store(Expression target, IReadOnlySet<int> value)
    {
        switch (target)
        {
            case ParameterExpression variable:
                Grow(Local(variable), value);
                break;
            case MemberExpression { Expression: null } member when DelegateBody.IsCache(member.Member):
                Grow(Cache(member.Member), value);
                break;
            case MemberExpression { Expression: null }:
                Hold(FromOutside, value);
                break;
            case MemberExpression { Expression: { } owner } when owner.Type.IsValueType:
                Store(owner, value);
                break;
            default:
                Hold(Of(ExpressionChildren.Of(target)[0]), value);
                break;
        }
    }

    private IReadOnlySet<int> Loaded(Expression? owner, bool isDirect)
    {
        if (owner is null)
            return FromOutside;
        if (owner.Type.IsValueType)
            return Of(owner);
        return isDirect ? Of(owner).SelectMany(place => _content[place]).ToHashSet() : Reach(Of(owner));
    }

    private IEnumerable<int> Values(Expression creation) => creation switch
    {
        MemberInitExpression made => Values(made.NewExpression).Concat(made.Bindings.OfType<MemberAssignment>().SelectMany(binding => Of(binding.Expression))),
        ListInitExpression made => Values(made.NewExpression).Concat(made.Initializers.SelectMany(static item => item.Arguments).SelectMany(Of)),
        _ => ExpressionChildren.Of(creation).SelectMany(Of),
    };

    private HashSet<int> OfChildren(Expression expression) => [.. ExpressionChildren.Of(expression).SelectMany(Of)];

    private HashSet<int> Site(Expression expression)
    {
        if (!_sites.TryGetValue(expression, out var site))
        {
            _sites.Add(expression, site = _content.Count);
            _content.Add([]);
        }

        return [site];
    }

    private HashSet<int> Cache(MemberInfo field)
    {
        if (!_caches.TryGetValue(field, out var places))
            _caches.Add(field, places = []);
        return places;
    }

    private HashSet<int> Local(ParameterExpression variable)
    {
        if (!_locals.TryGetValue(variable, out var places))
            _locals.Add(variable, places = []);
        return places;
    }

    private void Hold(IEnumerable<int> places, IEnumerable<int> values)
    {
        var all = values.ToArray();
        foreach (var place in places.ToArray())
            Grow(_content[place], all);
    }

    private void Grow(HashSet<int> places, IEnumerable<int> more)
    {
        foreach (var place in more.ToArray())
            _changed |= places.Add(place);
    }
}
