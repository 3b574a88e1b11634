using System.Runtime.InteropServices;

namespace Xcs.Diagnostics;

/// <summary>What the nodes of traced runs took, and what work and span that makes of a graph and of bodies inside it.</summary>
internal sealed class NodeTimes
{
    private readonly Dictionary<(RunScope Scope, int Node), Sums> _sums = [];
    private readonly Dictionary<(RunScope Scope, int Node), List<RunScope>> _bodies = [];

    public NodeTimes(IEnumerable<TraceEntry> entries)
    {
        var seen = new HashSet<RunScope>();
        foreach (var entry in entries)
        {
            if (seen.Add(entry.Scope) && entry.Scope.Parent is { } parent)
            {
                ref var bodies = ref CollectionsMarshal.GetValueRefOrAddDefault(_bodies, (parent, entry.Scope.ParentNode), out _);
                (bodies ??= []).Add(entry.Scope);
            }

            if (entry.Node >= 0)
                CollectionsMarshal.GetValueRefOrAddDefault(_sums, (entry.Scope, entry.Node), out _).Add(entry);
        }
    }

    /// <summary>What an execution of a graph took.</summary>
    public NodeCost Of(RunScope scope) => InTicks(scope, []).Scaled(Ticks.ToNanoseconds(1));

    /// <summary>What each node of an execution of a graph took, by id; nothing where the node is not in the trace.</summary>
    public NodeCost[] ByNode(RunScope scope)
    {
        var costs = new NodeCost[scope.Graph.NodeCount];
        InTicks(scope, costs);
        return Array.ConvertAll(costs, static cost => cost.Scaled(Ticks.ToNanoseconds(1)));
    }

    private NodeCost InTicks(RunScope scope, Span<NodeCost> byNode)
    {
        var graph = scope.Graph;
        var finish = new double[graph.NodeCount];
        var (work, workerTime, last) = (0.0, 0.0, 0.0);
        for (var node = 0; node < finish.Length; node++)
        {
            if (!_sums.TryGetValue((scope, node), out var sums))
                continue;
            var own = OfNode(scope, node, sums);
            if (!byNode.IsEmpty)
                byNode[node] = own;
            work += own.Work;
            workerTime += own.WorkerTime;
            finish[node] = own.Span + Math.Max(Latest(finish, graph.Inputs[node]), Latest(finish, graph.Ordering[node]));
            last = Math.Max(last, finish[node]);
        }

        return new NodeCost(work, workerTime, last);
    }

    private NodeCost OfNode(RunScope scope, int node, in Sums sums)
    {
        if (!sums.IsSuspended)
            return new NodeCost(sums.Elapsed, sums.Elapsed, sums.Elapsed - sums.Units + sums.LongestUnit);

        var operation = scope.Graph.Operators[node];
        if (operation.Kind is OperatorKind.Asynchronous or OperatorKind.Blocking)
            return new NodeCost(sums.Elapsed, sums.WorkerParts, sums.Elapsed);

        var own = sums.Parts + sums.Units;
        var (work, workerTime, together, longest) = (own, own, 0.0, sums.LongestUnit);
        var bodies = _bodies.GetValueOrDefault((scope, node)) ?? [];
        foreach (var body in bodies)
        {
            var inside = InTicks(body, []);
            work += inside.Work;
            workerTime += inside.WorkerTime;
            together += inside.Span;
            longest = Math.Max(longest, inside.Span);
        }

        // The items of a map run side by side, unless they have effects; the rounds of a loop never do.
        var isOneAfterTheOther = bodies.Count > 0 && (!bodies[0].IsOneOfMany || operation.Effects.Count > 0);
        return new NodeCost(work, workerTime, sums.Parts + (isOneAfterTheOther ? together : longest));
    }

    private static double Latest(double[] finish, ReadOnlySpan<int> dependencies)
    {
        var latest = 0.0;
        foreach (var dependency in dependencies)
            latest = Math.Max(latest, finish[dependency]);
        return latest;
    }

    private struct Sums
    {
        public double Elapsed;
        public double Parts;
        public double WorkerParts;
        public double Units;
        public double LongestUnit;
        public bool IsSuspended;

        public void Add(in TraceEntry entry)
        {
            var elapsed = (double)(entry.Ended - entry.Started);
            var isHeld = entry.Tags.Thread is TraceThread.Worker or TraceThread.Caller;
            switch (entry.Tags.Kind)
            {
                case TraceEventKind.Node:
                    Elapsed = elapsed;
                    IsSuspended = entry.Tags.IsSuspended;
                    break;
                case TraceEventKind.Part:
                    Parts += elapsed;
                    WorkerParts += isHeld ? elapsed : 0;
                    break;
                // Units that were left waiting are bodies with times of their own.
                case TraceEventKind.Units when !entry.Tags.IsSuspended:
                    Units += elapsed;
                    LongestUnit = Math.Max(LongestUnit, elapsed / entry.UnitCount);
                    break;
            }
        }
    }
}
