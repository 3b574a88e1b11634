using System.Linq.Expressions;
using Xcs.Dataflow;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// Sub-graphs of control nodes: what they use from outside, what they give back, what they do to memory.
internal sealed partial class ExpressionFlattener
{
    // Of the bodies made for the control node that comes next.
    private Accesses.Summary? _inside;

    /// <summary>
    /// Traces code into a body. Its result is the code's value, where it has one, and then the variables of <paramref name="outs"/>. Values
    /// of this graph that the body uses are added to the inputs of the control node.
    /// </summary>
    /// <param name="bodyName">The body's name in texts.</param>
    /// <param name="parameters">What the control node gives the body.</param>
    /// <param name="code">The code.</param>
    /// <param name="type">The type of its value.</param>
    /// <param name="outs">Variables whose values the body gives back.</param>
    /// <param name="inputs">The inputs of the control node so far.</param>
    /// <param name="inputTypes">Their types.</param>
    /// <param name="enter">Names the parameters.</param>
    /// <param name="begin">Makes nodes before the code's.</param>
    /// <param name="instead">Makes nodes in the place of the code's, which only tells what is used.</param>
    private Body Inside(string bodyName, ParameterExpression[] parameters, Expression code, Type type, List<ParameterExpression> outs,
        List<int> inputs, List<Type> inputTypes,
        Action<ExpressionFlattener>? enter = null, Action<ExpressionFlattener>? begin = null, Action<ExpressionFlattener>? instead = null)
    {
        var inner = new ExpressionFlattener(bodyName, context) { _at = _at, _rethrow = _rethrow, _isGuarded = _isGuarded };
        foreach (var (variable, value) in _locals)
            inner._locals[variable] = value;
        foreach (var parameter in parameters)
            inner.Argument(parameter, parameter.Name!);
        enter?.Invoke(inner);

        var firstCapture = inputs.Count;
        foreach (var capture in inner.Uses(code, outs).Where(_nodes.ContainsKey))
        {
            inner.Argument(capture, $"captured {capture.Name ?? "value"}");
            inputs.Add(_nodes[capture]);
            inputTypes.Add(capture.Type);
        }

        begin?.Invoke(inner);
        instead?.Invoke(inner);
        var graph = inner.CloseBody(instead is null ? code : Expression.Empty(), type, outs);
        if (inner.Done is { } does)
            _inside = _inside is null ? does : Join(_inside, does);
        return new Body(graph, parameters.Length, firstCapture);
    }

    /// <summary>Adds a control node, which does what its bodies do.</summary>
    private int AddControl(Operator operation, List<int> inputs)
    {
        var does = _inside;
        _inside = null;
        return Add(operation, inputs.ToArray(), does);
    }

    private DataflowGraph CloseBody(Expression code, Type type, List<ParameterExpression> outs)
    {
        if (outs.Count == 0)
            return Close(code, type, captures: []);
        var values = new List<Expression>();
        if (type == typeof(void))
            Statement(code);
        else
            values.Add(Hold(Converted(Visit(code), type)));
        values.AddRange(outs.Select(variable => Current(variable)));
        var result = Node(Packing.Pack(values));
        return _buffer.ToGraph(name, [.. Enumerable.Range(0, _buffer.Count)], result);
    }

    private static Type ResultType(Type type, List<ParameterExpression> outs) => outs.Count == 0
        ? ExpressionOperators.Stored(type)
        : Packing.TypeOf([.. type == typeof(void) ? [] : new[] { type }, .. outs.Select(static variable => variable.Type)]);

    /// <summary>Takes a body's results apart: variables get their new values.</summary>
    private Expression Results(Expression packed, Type type, List<ParameterExpression> outs)
    {
        var first = type == typeof(void) ? 0 : 1;
        for (var k = 0; k < outs.Count; k++)
            _locals[outs[k]] = Packing.Item(packed, first + k, first + outs.Count);
        return outs.Count == 0 || type != typeof(void) ? Packing.Item(packed, 0, first + outs.Count) : Expression.Empty();
    }

    /// <summary>The nodes of the graph around it that code uses, directly or through local variables.</summary>
    private List<ParameterExpression> Uses(Expression code, IEnumerable<ParameterExpression> outs)
    {
        var mentioned = context.Lifted is null ? [] : LocalUse.Of(code).Mentioned.Concat(outs).Distinct();
        var values = mentioned.Select(variable => _locals.GetValueOrDefault(variable)).OfType<Expression>();
        var found = new List<ParameterExpression>();
        foreach (var expression in values.Prepend(code))
            found.AddRange(Variables.In(expression, _rethrow));
        return [.. found.Where(variable => !_nodes.ContainsKey(variable)).Distinct()];
    }

    private sealed class Variables : ExpressionVisitor
    {
        private readonly List<ParameterExpression> _found = [];

        private Expression? _rethrow;

        /// <param name="expression">The code.</param>
        /// <param name="rethrow">What throwing again stands for.</param>
        public static List<ParameterExpression> In(Expression expression, Expression? rethrow)
        {
            var search = new Variables { _rethrow = rethrow };
            search.Visit(expression);
            return search._found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found.Add(node);
            return node;
        }

        protected override Expression VisitUnary(UnaryExpression node)
        {
            if (node is { NodeType: ExpressionType.Throw, Operand: null } && _rethrow is { } rethrow)
            {
                _rethrow = null;
                Visit(rethrow);
            }

            return base.VisitUnary(node);
        }
    }
}
