using System.Diagnostics;

namespace Xcs.Tests.Diagnostics;

/// <summary>Functions whose traces the tests look at.</summary>
internal static class TracedPrograms
{
    public static TheoryData<ExecutionMode, CompilationMode> Ways
    {
        get
        {
            var ways = new TheoryData<ExecutionMode, CompilationMode>();
            foreach (var mode in Enum.GetValues<ExecutionMode>())
            {
                foreach (var compilation in Enum.GetValues<CompilationMode>())
                    ways.Add(mode, compilation);
            }

            return ways;
        }
    }

    /// <summary>Two branches of two nodes each over one node, and one that joins them.</summary>
    public static Traced<int> Branches(Traced<int> x)
    {
        var root = Graph.Call(Step, x);
        var left = root.Then(Step).Then(Step);
        var right = root.Then(Twice).Then(Twice);
        return Graph.Call(Add, left, right);
    }

    public static Traced<int[]> Squares(Traced<int[]> values) => Graph.Map(values, static value => value.Then(Square));

    public static int Step(int x) => x + 1;

    public static int Twice(int x) => 2 * x;

    public static int Add(int x, int y) => x + y;

    public static int Square(int x)
    {
        Spin(microseconds: 5);
        return x * x;
    }

    public static int FailOnNegative(int x) => x >= 0 ? x : throw new ArgumentOutOfRangeException(nameof(x));

    public static void Spin(int microseconds)
    {
        var end = Stopwatch.GetTimestamp() + (microseconds * Stopwatch.Frequency / 1_000_000);
        while (Stopwatch.GetTimestamp() < end)
        {
        }
    }

    /// <summary>The node events of the one run in a trace, by node.</summary>
    public static Dictionary<NodeId, TraceEvent> NodesOnce(RunTrace trace, DataflowGraph graph)
    {
        var events = trace.Events.Where(e => e.Kind == TraceEventKind.Node && e.Activation == 0).ToArray();
        var run = graph.Nodes.Where(node => node.Operator.Kind is not (OperatorKind.Argument or OperatorKind.Constant)).Select(node => node.Id);
        Assert.Equal(run, events.Select(e => e.Node!.Value).Order());
        return events.ToDictionary(e => e.Node!.Value);
    }
}
