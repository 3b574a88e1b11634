using System.Runtime.CompilerServices;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;

namespace Xcs.Tracing;

/// <summary>
/// Builds one graph while a function is traced. A body of a control node is traced by a tracer of its own whose parent is the tracer
/// around it; values of the parent that the body uses become further arguments of the body. Tracers belong to one thread.
/// </summary>
internal sealed class Tracer(string name, Tracer? parent = null)
{
    [ThreadStatic]
    private static Tracer? t_current;

    private readonly GraphBuffer _nodes = new();
    private readonly List<Capture> _captures = [];
    private readonly Dictionary<Delegate, Operator> _operators = [];
    private Delegate? _lastMethod;
    private Operator? _lastOperator;
    private bool _closed;

    /// <summary>The tracer of the function that this thread is tracing.</summary>
    public static Tracer? Current => t_current;

    public string Name => name;

    public Tracer? Parent => parent;

    /// <summary>The line of the program that is making a node, or made the latest one.</summary>
    public SourceLocation At { get; private set; }

    /// <summary>The values of the parent that the body uses, in the order of its further arguments.</summary>
    public IReadOnlyList<Capture> Captures => _captures;

    /// <summary>The tracer of this thread, for a node that a line of the program makes: what is wrong with its inputs is reported there.</summary>
    /// <exception cref="TracingException">No function is being traced on this thread.</exception>
    public static Tracer Require(string file, int line, [CallerMemberName] string caller = "")
    {
        var tracer = t_current ?? throw NotTracing(caller, new(file, line));
        tracer.At = new(file, line);
        return tracer;
    }

    /// <exception cref="TracingException">No function is being traced on this thread.</exception>
    public static Tracer Require([CallerMemberName] string caller = "") => t_current ?? throw NotTracing(caller, default);

    /// <exception cref="TracingException">Something that a member of Graph needs is null.</exception>
    public static void RequireGiven(object? value, [CallerArgumentExpression(nameof(value))] string what = "", [CallerMemberName] string caller = "")
    {
        if (value is null)
            throw new TracingException($"{what} is null", $"Give Graph.{caller} a value for it.", t_current?.Name, t_current?.At ?? default);
    }

    private static TracingException NotTracing(string caller, SourceLocation source) => new(
        $"{caller} makes a node, but no function is being traced on this thread",
        "Use it inside the function given to Graph.Jit or Graph.Trace, on the thread that traces it; operators work on plain values.",
        source: source);

    /// <summary>Runs a function as the current trace of this thread and closes the trace afterwards, also when the function throws.</summary>
    public DataflowGraph Trace<TResult>(Func<Tracer, Traced<TResult>> function)
    {
        var outer = t_current;
        t_current = this;
        try
        {
            var result = Resolve(function(this), "the result");
            return Close(result);
        }
        finally
        {
            _closed = true;
            t_current = outer;
        }
    }

    public Traced<T> Argument<T>(string argumentName) => new(this, _nodes.Add(new ArgumentOperator<T>(argumentName), [], default));

    public Traced<T> Constant<T>(T value, SourceLocation source) => new(this, _nodes.Add(new ConstantOperator<T>(value), [], source));

    public Traced<TResult> Call<TResult>(Delegate method, Func<Delegate, OperatorFacts, Operator> create, ReadOnlySpan<int> inputs, SourceLocation source) =>
        new(this, _nodes.Add(OperatorOf(method, create), inputs, source));

    public Traced<TResult> Add<TResult>(Operator node, ReadOnlySpan<int> inputs, SourceLocation source) =>
        new(this, _nodes.Add(node, inputs, source));

    public int Add(Operator node, ReadOnlySpan<int> inputs, SourceLocation source) => _nodes.Add(node, inputs, source);

    /// <summary>The node of a traced value in this trace; a value of an enclosing trace becomes an argument.</summary>
    /// <exception cref="TracingException">The value is the default one, or its trace is over, or it belongs to a trace that does not enclose this one.</exception>
    public int Resolve<T>(Traced<T> value, string role = "an input")
    {
        if (ReferenceEquals(value.Tracer, this))
            return value.Node;
        if (value.Tracer is null)
            throw new TracingException($"{role} is a default Traced<{TypeNames.Of(typeof(T))}>, which stands for no node", "Return and pass on values that Graph made in this trace.", name, At);
        for (var enclosing = parent; enclosing is not null; enclosing = enclosing.Parent)
        {
            if (ReferenceEquals(enclosing, value.Tracer))
                return CaptureFrom(value);
        }

        throw value.Tracer._closed
            ? new TracingException($"{role} is traced value %{value.Node} of a trace that is over", "Use traced values only inside the function that is traced; do not store them.", name, At)
            : new TracingException($"{role} is traced value %{value.Node} of another trace", "Combine values of one trace only; pass values between functions as arguments.", name, At);
    }

    /// <summary>Copies the nodes of a finished graph into this trace, with <paramref name="arguments"/> in the place of its arguments.</summary>
    public Traced<TResult> Inline<TResult>(DataflowGraph graph, ReadOnlySpan<int> arguments)
    {
        var copies = new int[graph.NodeCount];
        arguments.CopyTo(copies);
        for (var id = graph.ArgumentCount; id < graph.NodeCount; id++)
        {
            var inputs = graph.Inputs[id].ToArray();
            for (var k = 0; k < inputs.Length; k++)
                inputs[k] = copies[inputs[k]];
            copies[id] = _nodes.Add(graph.Operators[id], inputs, graph.Sources[id]);
        }

        foreach (var (row, item) in graph.DeclaredOrder)
            _nodes.AddAfter(copies[row], copies[item]);
        return new(this, copies[graph.Result.Value]);
    }

    private int CaptureFrom<T>(Traced<T> value)
    {
        foreach (var capture in _captures)
        {
            if (capture.Tracer == value.Tracer && capture.Node == value.Node)
                return capture.Stand;
        }

        var inParent = parent!.Resolve(value);
        var stand = _nodes.Add(new ArgumentOperator<T>($"captured {value}"), [], default);
        _captures.Add(new Capture(value.Tracer!, value.Node, inParent, stand));
        return stand;
    }

    private Operator OperatorOf(Delegate method, Func<Delegate, OperatorFacts, Operator> create)
    {
        if (method is null)
            throw new TracingException("the operator is null", "Give Graph.Call a method.", name, At);
        if (ReferenceEquals(method, _lastMethod))
            return _lastOperator!;
        if (!_operators.TryGetValue(method, out var known))
            _operators.Add(method, known = create(method, OperatorFacts.Of(method.Method)));
        _lastMethod = method;
        return _lastOperator = known;
    }

    // Captured values are found while the body is traced; in the finished graph arguments come first.
    private DataflowGraph Close(int result)
    {
        var order = new int[_nodes.Count];
        var next = 0;
        for (var id = 0; id < order.Length; id++)
        {
            if (_nodes.OperatorAt(id).Kind == OperatorKind.Argument)
                order[next++] = id;
        }

        for (var id = 0; id < order.Length; id++)
        {
            if (_nodes.OperatorAt(id).Kind != OperatorKind.Argument)
                order[next++] = id;
        }

        return _nodes.ToGraph(name, order, result);
    }

    /// <param name="Tracer">The trace that the value belongs to.</param>
    /// <param name="Node">Its node there.</param>
    /// <param name="InParent">The node that stands for it in the parent.</param>
    /// <param name="Stand">The argument that stands for it in the body, before renumbering.</param>
    internal readonly record struct Capture(Tracer Tracer, int Node, int InParent, int Stand);
}
