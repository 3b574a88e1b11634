using System.Globalization;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

/// <summary>
/// A small program whose operators count how often they run, and what it gives when its nodes run one by one. Node 0 is the argument; a
/// node's value depends on its number and its inputs. The result is the values of some of the nodes.
/// </summary>
internal sealed class Probe
{
    private readonly GraphBuilder builder = new();
    private readonly List<int[]> inputs = [[]];
    private readonly List<int> runs = [0];
    private readonly HashSet<int> failing = [];
    private int[] results = [];

    public Probe() => builder.Argument<int>("x");

    /// <summary>How many nodes there are, the argument included.</summary>
    public int Count => inputs.Count;

    /// <summary>What a node does beyond counting; called on the thread that runs it.</summary>
    public Action<int>? During { get; set; }

    /// <summary>Completes the tasks of asynchronous nodes.</summary>
    public Outside? Outside { get; init; }

    /// <summary>How many runs the program is meant to make in all.</summary>
    public int Runs { get; set; } = 1;

    /// <summary>Adds a call of one to three inputs.</summary>
    public int Add(params int[] from)
    {
        int node = Count;
        return Connect(from, from.Length switch
        {
            1 => (int a) => Run(node, a),
            2 => (int a, int b) => Run(node, a + b),
            _ => (Delegate)((int a, int b, int c) => Run(node, a + b + c)),
        });
    }

    /// <summary>Adds a call that returns a task, which an outside thread completes.</summary>
    public int AddAsync(int from)
    {
        int node = Count;
        return Connect([from], (int a) => Outside!.Promise(() => Finish(node, a), () => Begin(node)));
    }

    /// <summary>Adds a call that blocks.</summary>
    public int AddBlocking(int from)
    {
        int node = Count;
        return Connect([from], [Operator(Blocking = true)] (int a) => Run(node, a));
    }

    /// <summary>Lets nodes throw.</summary>
    public void Fail(params ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes) failing.Add(node);
    }

    /// <summary>A random program of calls, which may be asynchronous or blocking.</summary>
    public static Probe Random(int nodes, Outside? outside = null, bool mayBlock = false)
    {
        var probe = new Probe { Outside = outside };
        for (int node = 1; node <= nodes; node++)
        {
            int kind = ControlledSchedule.Next(4);
            if (kind == 0 && outside is not null) probe.AddAsync(Earlier());
            else if (kind == 1 && mayBlock) probe.AddBlocking(Earlier());
            else probe.Add([.. Enumerable.Range(0, 1 + ControlledSchedule.Next(3)).Select(_ => Earlier())]);

            // The last few are likelier, or graphs would be flat.
            int Earlier() => ControlledSchedule.Next(2) == 0 ? ControlledSchedule.Next(node) : Math.Max(0, node - 1 - ControlledSchedule.Next(3));
        }

        return probe;
    }

    /// <summary>The graph that gives the nodes that nobody reads; or all of them.</summary>
    public DataflowGraph Build(bool all = false)
    {
        results = [.. Enumerable.Range(1, Count - 1).Where(node => all || !inputs.Exists(from => from.Contains(node)))];
        NodeId result = builder.Gather<int>(Array.ConvertAll(results, node => new NodeId(node)));
        return builder.Build(result);
    }

    /// <summary>What one run with this argument must give: checks the values.</summary>
    public void RequireResult(int[] actual, int argument)
    {
        int[] expected = Values(argument);
        ControlledSchedule.Require(actual.AsSpan().SequenceEqual(Array.ConvertAll(results, node => expected[node])));
    }

    /// <summary>Checks that the failure is that of the first failing node in program order.</summary>
    public void RequireFailure(Exception? failure) =>
        ControlledSchedule.Require(failure?.Message == failing.Min().ToString(CultureInfo.InvariantCulture));

    /// <summary>Checks how often the nodes ran: nothing too often, nothing after a failed input, everything before the first failure.</summary>
    public void RequireRuns(bool complete = true)
    {
        int firstFailure = failing.Count == 0 ? int.MaxValue : failing.Min();
        var lost = new HashSet<int>(failing);
        for (int node = 1; node < Count; node++)
        {
            ControlledSchedule.Require(runs[node] <= Runs);
            if (complete && node <= firstFailure) ControlledSchedule.Require(runs[node] == Runs);
            if (!inputs[node].Any(lost.Contains)) continue;
            lost.Add(node);
            ControlledSchedule.Require(runs[node] == 0);
        }
    }

    private int Connect(int[] from, Delegate operation)
    {
        NodeId node = builder.Add(operation, $"node {Count}");
        for (int k = 0; k < from.Length; k++) builder.Connect(new NodeId(from[k]), node, k);
        inputs.Add(from);
        runs.Add(0);
        return Count - 1;
    }

    private int Run(int node, int sum)
    {
        Begin(node);
        return Finish(node, sum);
    }

    private void Begin(int node)
    {
        runs[node]++;
        ControlledSchedule.Require(runs[node] <= Runs);
        ControlledSchedule.Point();
        During?.Invoke(node);
    }

    private int Finish(int node, int sum) =>
        failing.Contains(node) ? throw new FormatException(node.ToString(CultureInfo.InvariantCulture)) : Value(node, sum);

    private static int Value(int node, int sum) => ((sum * 31) + node) % 9973;

    private int[] Values(int argument)
    {
        var values = new int[Count];
        values[0] = argument;
        for (int node = 1; node < Count; node++) values[node] = Value(node, inputs[node].Sum(from => values[from]));
        return values;
    }
}
