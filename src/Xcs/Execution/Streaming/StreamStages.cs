using Xcs.Dataflow;
using Xcs.Dataflow.Operators;

namespace Xcs.Execution.Streaming;

/// <summary>
/// Decides which stage of a stream each node belongs to. Stages are numbered so that edges lead to the same stage or a later one. There are
/// three kinds: nodes that only compute, nodes that may wait, and nodes with effects. All nodes that touch one resource, and all nodes
/// between them, lie in one stage; nodes that commit lie in the last one, with all nodes that depend on them. Everything else goes as early
/// as it can. Linear in nodes and edges; depends on the graph alone.
/// </summary>
internal static class StreamStages
{
    /// <summary>More stages are joined, neighbours with neighbours.</summary>
    public const int Most = 16;

    private const int Computing = 0;
    private const int Waiting = 1;
    private const int Ordered = 2;
    private const int KindCount = 3;

    // For the balance of joined stages, where nobody has told the cost of a node.
    private const double UnknownCost = 1_000;

    /// <summary>Whether the node runs at all; the others are there before the first stage.</summary>
    public static bool Runs(Operator node) => !node.IsGiven && node is not CancellationTokenOperator;

    /// <summary>The stage of each node; -1 for nodes that do not run.</summary>
    public static int[] Of(DataflowGraph graph)
    {
        var hasEffects = Array.Exists(graph.Operators, static node => node.Effects.Count > 0);
        var (componentOf, count) = hasEffects
            ? Components.Of(graph, Groups(graph))
            : (Enumerable.Range(0, graph.NodeCount).ToArray(), graph.NodeCount);
        return Number(graph, componentOf, Levels(graph, componentOf, count));
    }

    // The nodes that touch one resource.
    private static UnionFind Groups(DataflowGraph graph)
    {
        var groups = new UnionFind(graph.NodeCount);
        var toucher = new Dictionary<string, int>();
        for (var id = 0; id < graph.NodeCount; id++)
        {
            foreach (var effect in graph.Operators[id].Effects)
            {
                if (effect.Kind == EffectKind.Ordered && !toucher.TryAdd(effect.Resource, id))
                    groups.Join(toucher[effect.Resource], id);
            }
        }

        return groups;
    }

    // Levels of one kind are KindCount apart. Two components with effects never share a level, so that they overlap on different items.
    private static int[] Levels(DataflowGraph graph, int[] componentOf, int count)
    {
        var kinds = new int[count];
        var commits = new bool[count];
        var members = new List<(int Row, int Item)>(graph.NodeCount);
        for (var id = 0; id < graph.NodeCount; id++)
        {
            var node = graph.Operators[id];
            var component = componentOf[id];
            members.Add((component, id));
            kinds[component] = Math.Max(kinds[component], node.Effects.Count > 0 ? Ordered : node.MayWait ? Waiting : Computing);
            commits[component] |= node.Effects.Any(static effect => effect.Kind == EffectKind.Committing);
        }

        var levels = new int[count];
        var taken = new HashSet<int>();
        var nodes = Adjacency.FromPairs(count, members);
        var highest = 0;
        for (var component = 0; component < count; component++)
        {
            var lowest = 0;
            foreach (var id in nodes[component])
            {
                Follow(graph.Inputs[id], component, ref lowest);
                Follow(graph.Ordering[id], component, ref lowest);
            }

            var kind = kinds[component];
            var level = lowest + ((kind - (lowest % KindCount) + KindCount) % KindCount);
            while (kind == Ordered && !taken.Add(level))
                level += KindCount;
            levels[component] = level;
            highest = Math.Max(highest, level);
        }

        // The last stage: what commits, and all that depends on it or on what had to be with it.
        for (var component = 0; component < count; component++)
            levels[component] = commits[component] ? highest + 1 : levels[component];
        return levels;

        void Follow(ReadOnlySpan<int> dependencies, int component, ref int lowest)
        {
            foreach (var dependency in dependencies)
            {
                lowest = Math.Max(lowest, levels[componentOf[dependency]]);
                commits[component] |= commits[componentOf[dependency]];
            }
        }
    }

    private static int[] Number(DataflowGraph graph, int[] componentOf, int[] levels)
    {
        var costs = new SortedDictionary<int, double>();
        double total = 0;
        for (var id = 0; id < graph.NodeCount; id++)
        {
            if (!Runs(graph.Operators[id]))
                continue;
            var cost = graph.Operators[id].Cost is > 0 and var known ? known : UnknownCost;
            costs[levels[componentOf[id]]] = costs.GetValueOrDefault(levels[componentOf[id]]) + cost;
            total += cost;
        }

        var stages = new Dictionary<int, int>();
        double before = 0;
        foreach (var (level, cost) in costs)
        {
            stages.Add(level, costs.Count <= Most ? stages.Count : Math.Min(Most - 1, (int)(before * Most / total)));
            before += cost;
        }

        // Joined stages may leave numbers unused.
        var dense = stages.Values.Distinct().Order().Select((stage, k) => (stage, k)).ToDictionary(static pair => pair.stage, static pair => pair.k);
        return [.. Enumerable.Range(0, graph.NodeCount).Select(id => Runs(graph.Operators[id]) ? dense[stages[levels[componentOf[id]]]] : -1)];
    }
}
