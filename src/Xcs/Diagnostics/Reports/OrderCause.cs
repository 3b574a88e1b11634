namespace Xcs.Diagnostics;

/// <summary>Why one node follows another to which no value leads.</summary>
/// <param name="Effect">The effect; of kind <see cref="EffectKind.None"/> where the edge was asked for by itself.</param>
internal readonly record struct OrderCause(Effect Effect)
{
    /// <summary>The causes of all ordering edges of a graph, with their edges; in the order of their first edge.</summary>
    public static IReadOnlyList<IGrouping<OrderCause, (int From, int To)>> Of(DataflowGraph graph)
    {
        if (graph.Ordering.ItemCount == 0)
            return [];
        var declared = graph.DeclaredOrder.ToHashSet();
        return [.. Enumerable.Range(0, graph.NodeCount)
            .SelectMany(node => graph.Ordering[node].ToArray().Select(earlier => (From: earlier, To: node)))
            .GroupBy(edge => declared.Contains((edge.To, edge.From)) ? default : Between(graph.Operators[edge.From], graph.Operators[edge.To]))];
    }

    /// <summary>What holds the nodes in order, and what to do if it need not.</summary>
    public (string Text, string Mend) Explain() => Effect.Kind switch
    {
        EffectKind.Ordered => ($"the resource \"{Effect.Resource}\"", "Where they need not keep this order, give them resources of their own or drop Effect from [Operator]."),
        EffectKind.Committing => ("the effect Committing", "Where they need not wait for the success of everything before them, drop Effect from [Operator], or make them Ordered on a resource."),
        _ => ("order asked for with After", "Where they need not keep this order, leave out the call of After."),
    };

    private static OrderCause Between(Operator earlier, Operator later)
    {
        foreach (var effect in later.Effects)
        {
            if (effect.Kind == EffectKind.Ordered && earlier.Effects.Contains(effect))
                return new OrderCause(effect);
        }

        return new OrderCause(new Effect(EffectKind.Committing, ""));
    }
}
