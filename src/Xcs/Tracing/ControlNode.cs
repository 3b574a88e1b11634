using Xcs.Dataflow;

namespace Xcs.Tracing;

/// <summary>Collects the inputs and bodies of a control node: values that bodies use from outside become inputs after the declared ones.</summary>
internal sealed class ControlNode(Tracer tracer, SourceLocation source)
{
    private readonly List<int> _inputs = [];
    private readonly List<Type> _inputTypes = [];
    private readonly List<DataflowGraph> _graphs = [];

    public IReadOnlyList<DataflowGraph> Graphs => _graphs;

    public IReadOnlyList<Effect> Effects => EffectOrdering.Within(_graphs);

    public void Input<T>(Traced<T> value)
    {
        _inputs.Add(tracer.Resolve(value));
        _inputTypes.Add(typeof(T));
    }

    public Body Body<TResult>(string name, Func<Tracer, Traced<TResult>> function, int parameterCount)
    {
        var inner = new Tracer(name, tracer);
        var graph = inner.Trace(function);
        var firstCapture = _inputs.Count;
        for (var k = 0; k < inner.Captures.Count; k++)
        {
            _inputs.Add(inner.Captures[k].InParent);
            _inputTypes.Add(graph.Operators[parameterCount + k].ResultType);
        }

        _graphs.Add(graph);
        return new Body(graph, parameterCount, firstCapture);
    }

    public Traced<TResult> Close<TResult>(Func<Type[], Operator> create) =>
        tracer.Add<TResult>(create([.. _inputTypes]), _inputs.ToArray(), source);
}
