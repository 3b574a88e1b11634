using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using Xcs.Compilation;
using Xcs.Dataflow.Operators;

namespace Xcs.Execution.Streaming;

/// <summary>How a graph runs on the items of a stream: its stages, their units, what is compiled. Shared by all streams of a function.</summary>
internal sealed class StreamPlan
{
    private readonly JitOptions _options;
    private readonly int[] _tokens;
    private readonly StreamBatches _batches;
    private volatile UnitGraph _units;
    private int _isHot;

    public StreamPlan(DataflowGraph graph, JitOptions options)
    {
        _options = options;
        var inOrder = options.Mode == ExecutionMode.Sequential;
        var stageOf = inOrder ? Array.ConvertAll(graph.Operators, static node => StreamStages.Runs(node) ? 0 : -1) : StreamStages.Of(graph);
        (_units, Stages) = LayOut(graph, stageOf, inOrder);
        MayWait = Stages.Any(static stage => stage.Waiting is not null);
        _tokens = [.. Enumerable.Range(0, graph.NodeCount).Where(id => graph.Operators[id] is CancellationTokenOperator)];
        _batches = new StreamBatches(_units);
        if (options.Compilation == CompilationMode.Immediate)
            Compile();
    }

    public StreamStage[] Stages { get; }

    /// <summary>Whether a stage may wait.</summary>
    public bool MayWait { get; }

    /// <summary>Whether the last stream to find out has found that items cost less than handing them over.</summary>
    public bool StartsInPlace { get; set; }

    /// <summary>How runs of stages that wait use their workers.</summary>
    public ExecutionMode WaitingMode => _options.Mode == ExecutionMode.Sequential ? ExecutionMode.Sequential : ExecutionMode.Eager;

    public StreamBatch RentBatch(long first)
    {
        var batch = _batches.Rent();
        batch.Begin(first);
        return batch;
    }

    public void Return(StreamBatch batch)
    {
        batch.Rest();
        _batches.Return(batch);
    }

    /// <summary>A further item of the batch, with its token in place; the caller writes the arguments.</summary>
    public StreamItem Add(StreamBatch batch, RunContext context)
    {
        var item = batch.Add(context);
        foreach (var token in _tokens)
            item.Frame.Write(token, context.CancellationToken);
        return item;
    }

    /// <summary>Runs a stage that never waits: its nodes in program order; after a failure those before the failed node.</summary>
    public void Run(StreamStage stage, StreamItem item)
    {
        var units = _units;
        var place = units.UnitStart[stage.FirstUnit];
        if (item.Failure is null)
        {
            try
            {
                for (var unit = stage.FirstUnit; unit < stage.EndUnit; unit++)
                {
                    place = units.UnitStart[unit];
                    units.Execute(item.Frame, unit, ref place);
                }

                return;
            }
            catch (Exception exception)
            {
                item.Fail(units.Order[place], ExceptionDispatchInfo.Capture(exception));
                place++;
            }
        }

        for (; place < units.UnitStart[stage.EndUnit]; place++)
        {
            var node = units.Order[place];
            if (node >= item.FailedAt)
                continue;
            try
            {
                units.OperatorAt(place).Execute(item.Frame, units.Inputs[place], node);
            }
            catch (Exception exception)
            {
                item.Fail(node, ExceptionDispatchInfo.Capture(exception));
            }
        }
    }

    /// <summary>Items prove to be cheap: what they cost beyond their operators matters, so the units are compiled, once, elsewhere.</summary>
    public void Heat(WorkerPool pool)
    {
        if (_options.Compilation == CompilationMode.Tiered && Interlocked.Exchange(ref _isHot, 1) == 0)
            _ = Task.Factory.StartNew(static plan => ((StreamPlan)plan!).Compile(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, pool);
    }

    /// <summary>The stages in words, for <c>Explain()</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var stage in Stages)
        {
            text.Append(text.Length == 0 ? "" : " | ")
                .Append(stage.IsOrdered ? "one item after the other" : "several items at a time")
                .Append(stage.Waiting is null ? ":" : ", may wait:");
            foreach (var node in stage.Nodes.Take(8))
                text.Append(' ').Append(_units.Graph[new NodeId(node)]);
            text.Append(stage.Nodes.Count > 8 ? " …" : "");
        }

        return text.Length == 0 ? "no stage" : text.ToString();
    }

    private void Compile()
    {
        if (RuntimeFeature.IsDynamicCodeCompiled)
            _units = _units.With(UnitCode.Compile(_units, costs: null));
    }

    private static (UnitGraph Units, StreamStage[] Stages) LayOut(DataflowGraph graph, int[] stageOf, bool inOrder)
    {
        var nodes = new List<int>[stageOf.DefaultIfEmpty(-1).Max() + 1];
        for (var stage = 0; stage < nodes.Length; stage++)
            nodes[stage] = [];
        for (var id = 0; id < stageOf.Length; id++)
        {
            if (stageOf[id] >= 0)
                nodes[stageOf[id]].Add(id);
        }

        var clusterOf = new int[graph.NodeCount];
        Array.Fill(clusterOf, -1);
        var clusters = 0;
        var stages = new StreamStage[nodes.Length];
        for (var stage = 0; stage < nodes.Length; stage++)
        {
            var first = clusters;
            for (var k = 0; k < nodes[stage].Count; k++)
            {
                clusters += k % Clustering.LongestUnit == 0 ? 1 : 0;
                clusterOf[nodes[stage][k]] = clusters - 1;
            }

            var operators = nodes[stage].Select(id => graph.Operators[id]);
            var isOrdered = inOrder || operators.Any(static node => node.Effects.Count > 0);
            var waiting = operators.Any(static node => node.MayWait) ? OneByOne(graph, nodes[stage], inOrder) : null;
            stages[stage] = new StreamStage(nodes[stage], isOrdered, first, clusters, waiting);
        }

        return (UnitGraphBuilder.BuildInOrder(graph, clusterOf, clusters), stages);
    }

    private static UnitGraph OneByOne(DataflowGraph graph, List<int> nodes, bool inOrder)
    {
        var clusterOf = new int[graph.NodeCount];
        Array.Fill(clusterOf, -1);
        for (var k = 0; k < nodes.Count; k++)
            clusterOf[nodes[k]] = k;
        return inOrder ? UnitGraphBuilder.BuildInOrder(graph, clusterOf, nodes.Count) : UnitGraphBuilder.Build(graph, clusterOf, nodes.Count);
    }
}
