namespace Xcs.Dataflow;

/// <summary>
/// Turns declared effects into edges: effects on one resource keep program order, a committing node follows every earlier node.
/// Linear in nodes and edges, because a committing node needs an edge only from nodes that no other node before it waits for.
/// </summary>
internal static class EffectOrdering
{
    public static Adjacency Of(Operator[] operators, Adjacency inputs, List<(int Row, int Item)> after)
    {
        if (after.Count == 0 && !Array.Exists(operators, static node => node.Effects.Count > 0))
            return Adjacency.None(operators.Length);

        var edges = new List<(int Row, int Item)>(after);
        var explicitAfter = Adjacency.FromPairs(operators.Length, after);
        var lastOnResource = new Dictionary<string, int>();
        var hasWaiter = new bool[operators.Length];
        var lastCommit = -1;

        for (var id = 0; id < operators.Length; id++)
        {
            MarkWaited(inputs[id]);
            MarkWaited(explicitAfter[id]);
            foreach (var effect in operators[id].Effects)
            {
                if (effect.Kind == EffectKind.Ordered)
                {
                    if (lastOnResource.TryGetValue(effect.Resource, out var previous) && previous != id)
                        Add(id, previous);
                    lastOnResource[effect.Resource] = id;
                }
                else if (effect.Kind == EffectKind.Committing && lastCommit != id)
                {
                    for (var earlier = Math.Max(lastCommit, 0); earlier < id; earlier++)
                    {
                        if (!hasWaiter[earlier] && !operators[earlier].IsGiven)
                            Add(id, earlier);
                    }

                    lastCommit = id;
                }
            }
        }

        return Adjacency.FromPairs(operators.Length, edges);

        void Add(int id, int earlier)
        {
            edges.Add((id, earlier));
            hasWaiter[earlier] = true;
        }

        void MarkWaited(ReadOnlySpan<int> waited)
        {
            foreach (var earlier in waited)
                hasWaiter[earlier] = true;
        }
    }

    /// <summary>The effects of a node that contains other graphs: those of all nodes inside, each once, in order of appearance.</summary>
    public static IReadOnlyList<Effect> Within(IEnumerable<DataflowGraph> bodies) =>
        [.. bodies.SelectMany(static body => body.Operators).SelectMany(static node => node.Effects).Distinct()];
}
