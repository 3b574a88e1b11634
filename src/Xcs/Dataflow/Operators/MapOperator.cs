using Xcs.Diagnostics;
using System.Linq.Expressions;
using Xcs.Compilation;
using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs a body on every item of an array whose length is known only when the graph runs.</summary>
internal sealed class MapOperator<TItem, TResult>(Body body, Type[] inputTypes)
    : Operator<TResult[]>(NameOf(body.Graph), OperatorKind.Control, inputTypes), ISuspendingOperator
{
    // At the run's token.
    private const int ItemsBetweenLooks = 1024;

    private volatile MapLoop<TItem, TResult>? _loop;

    // A body with effects takes the items in order; where it also never waits, that is the same as running in place.
    public bool Suspends => Effects.Count == 0 || body.Graph.MayWait;

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        var items = frame.Read<TItem[]>(inputs[0]);
        if (items.Length == 0)
        {
            frame.Write(output, Array.Empty<TResult>());
            return true;
        }

        var run = suspension.Activation.Run;
        var expands = body.Graph.MayWait || body.Graph.ReadsToken || (body.Graph.IsParallel && items.Length < run.Pool.Workers);
        var job = run.Rent(this, static kind => ((MapOperator<TItem, TResult>)kind).CreateJob());
        job.Begin(suspension.Activation, suspension.Unit);
        job.Start(items, expands, inOrder: expands && (run.IsSequential || Effects.Count > 0), suspension.Starter);
        return false;
    }

    internal override Operator WithBodies(IReadOnlyList<DataflowGraph> bodies) =>
        new MapOperator<TItem, TResult>(body.With(bodies[0]), inputTypes) { Bodies = bodies, Effects = Effects, Cost = Cost };

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var items = frame.Read<TItem[]>(inputs[0]);
        var results = new TResult[items.Length];
        if (_loop is { } loop && frame.Context.Observer is null)
        {
            for (var at = 0; at < items.Length;)
            {
                frame.Context.CancellationToken.ThrowIfCancellationRequested();
                loop(items, results, frame, inputs, ref at, Math.Min(at + ItemsBetweenLooks, items.Length));
            }

            frame.Write(output, results);
            return;
        }

        using var watch = UnitWatch.Over(frame, this, output, items.Length);
        var inner = body.Enter(frame, inputs);
        try
        {
            for (var k = 0; k < items.Length; k++)
            {
                inner.Write(0, items[k]);
                results[k] = body.Run<TResult>(inner);
                watch.UnitDone();
            }
        }
        finally
        {
            body.Leave(inner);
        }

        frame.Write(output, results);
    }

    /// <summary>The body as a loop over items; null while it is not compiled.</summary>
    internal MapLoop<TItem, TResult>? Loop => _loop;

    internal override void Compile() => _loop ??= MapLoop.Compile<TItem, TResult>(body);

    internal override Expression? Emit(IReadOnlyList<Expression> inputs) => MapLoop.Emit<TItem, TResult>(body, inputs);

    private MapJob<TItem, TResult> CreateJob() => new(this, body);

    // A body of one call lends the map its name.
    private static string NameOf(DataflowGraph body)
    {
        var calls = Array.FindAll(body.Operators, static node => !node.IsGiven);
        if (calls.Length != 1)
            return "map";
        return calls[0] is { Kind: OperatorKind.Control, Bodies: [var inner] } && calls[0].ResultType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Outcome<>)
            ? NameOf(inner)
            : $"map {calls[0].Name}";
    }
}
