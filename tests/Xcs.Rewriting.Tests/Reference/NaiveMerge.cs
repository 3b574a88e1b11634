namespace Xcs.Rewriting.Tests;

/// <summary>Deltas into the state, in canonical order.</summary>
internal static class NaiveMerge
{
    public static void Apply(NaiveWorld world, List<NaiveDelta> deltas)
    {
        foreach (var group in deltas.GroupBy(static delta => delta.Warp).ToList())
        {
            var warp = group.Key;
            foreach (var (node, type) in Agreed(group, static delta => delta.Nodes, static (a, b) => a == b, $"node of warp {warp.Id}"))
                Put(warp.Nodes, node, type);
            foreach (var (edge, row) in Agreed(group, static delta => delta.Edges, static (a, b) => a == b, $"edge of warp {warp.Id}"))
                Put(warp.Edges, edge, row);
            Values(world, warp, [.. group]);
            Check(world, warp);
        }

        // Names are looked at when all is merged; numbers go by canonical order.
        foreach (var delta in deltas)
        {
            foreach (var (name, portal) in delta.Warps)
            {
                if (world.Warps.Exists(warp => warp.Name == name))
                    throw new NaiveFault("Duplicate", name);
                world.CreateWarp(name, portal);
            }

            foreach (var asked in delta.Asked)
                delta.Warp.Agenda.Add(asked);
        }
    }

    // The one value that all writers of a row give.
    private static Dictionary<uint, T?> Agreed<T>(IEnumerable<NaiveDelta> deltas, Func<NaiveDelta, Dictionary<uint, T?>> writes, Func<T?, T?, bool> same, string what)
        where T : struct
    {
        var agreed = new Dictionary<uint, T?>();
        foreach (var delta in deltas)
        {
            foreach (var (index, value) in writes(delta))
            {
                if (!agreed.TryAdd(index, value) && !same(agreed[index], value))
                    throw new NaiveFault("Divergence", $"{what}: {index}");
            }
        }

        return agreed;
    }

    private static void Put<T>(SortedDictionary<uint, T> target, uint index, T? value)
        where T : struct
    {
        if (value is { } known)
            target[index] = known;
        else
            target.Remove(index);
    }

    private static void Values(NaiveWorld world, NaiveWarp warp, List<NaiveDelta> deltas)
    {
        var before = warp.Values.Select(static values => new Dictionary<uint, byte[]>(values)).ToArray();
        var written = new Dictionary<(int Attachment, uint Owner), byte[]?>();
        foreach (var delta in deltas)
        {
            foreach (var (key, value) in delta.Values)
            {
                var payload = world.Payloads[key.Attachment];
                if (!written.TryAdd(key, value))
                    written[key] = Fold(world, payload, before[key.Attachment].GetValueOrDefault(key.Owner), written[key], value);
                if (value is not null && !(payload.OfEdges ? warp.Edges.ContainsKey(key.Owner) : warp.Nodes.ContainsKey(key.Owner)))
                    throw new NaiveFault("Divergence", $"{payload.Name} of what is deleted: {key.Owner}");
            }
        }

        foreach (var ((attachment, owner), value) in written)
        {
            if (value is null)
                warp.Values[attachment].Remove(owner);
            else
                warp.Values[attachment][owner] = value;
        }
    }

    private static byte[]? Fold(NaiveWorld world, Payload payload, byte[]? before, byte[]? joined, byte[]? next)
    {
        if (world.Policy == 2 && payload.Join is { } join && joined is not null && next is not null)
            return NaiveFloats.Canonical(payload, join(before ?? new byte[payload.Size], joined, next));
        if (joined is null != next is null || (next is not null && !joined.AsSpan().SequenceEqual(next)))
            throw new NaiveFault("Divergence", payload.Name);
        return joined;
    }

    private static void Check(NaiveWorld world, NaiveWarp warp)
    {
        foreach (var (edge, row) in warp.Edges)
        {
            if (!warp.Nodes.ContainsKey(row.From) || !warp.Nodes.ContainsKey(row.To))
                throw new NaiveFault("Dangling", $"edge {warp.Id}:{edge}");
        }

        for (var k = 0; k < world.Payloads.Count; k++)
        {
            foreach (var owner in warp.Values[k].Keys)
            {
                if (!(world.Payloads[k].OfEdges ? warp.Edges.ContainsKey(owner) : warp.Nodes.ContainsKey(owner)))
                    throw new NaiveFault("Divergence", $"{world.Payloads[k].Name} without its owner: {owner}");
            }
        }
    }
}
