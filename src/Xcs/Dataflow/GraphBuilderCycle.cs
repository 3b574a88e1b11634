namespace Xcs.Dataflow;

/// <summary>
/// Finds a short cycle among the nodes that no order could reach. Walking backwards among them meets a node twice, which is a cycle;
/// breadth-first searches from the other nodes then look for shorter ones: for the shortest in small graphs, for as long as a fixed multiple
/// of the graph's size takes in large ones.
/// </summary>
internal sealed class GraphBuilderCycle
{
    private const int Walks = 64;

    private readonly Adjacency _predecessors;
    private readonly bool[] _ordered;
    private readonly int[] _next;
    private readonly int[] _seenFrom;
    private long _budget;

    private GraphBuilderCycle(Adjacency predecessors, int[] order)
    {
        _predecessors = predecessors;
        _ordered = new bool[predecessors.Count];
        _next = new int[predecessors.Count];
        _seenFrom = new int[predecessors.Count];
        _budget = Walks * (long)(predecessors.Count + predecessors.ItemCount);
        foreach (var id in order)
            _ordered[id] = true;
    }

    /// <summary>The nodes of a cycle in the direction of the edges, the lowest first.</summary>
    /// <param name="predecessors">For each node those it waits for.</param>
    /// <param name="order">The nodes that do not wait for a cycle; not all of them.</param>
    public static int[] Find(Adjacency predecessors, int[] order)
    {
        var search = new GraphBuilderCycle(predecessors, order);
        var shortest = search.Walk();
        for (var id = 0; id < predecessors.Count && search._budget > 0; id++)
        {
            if (!search._ordered[id])
                shortest = search.ShorterThrough(id, shortest);
        }

        var lowest = Array.IndexOf(shortest, shortest.Min());
        return [.. shortest[lowest..], .. shortest[..lowest]];
    }

    // Every node that is left waits for one that is left.
    private int[] Walk()
    {
        var steps = new List<int>();
        var place = new Dictionary<int, int>();
        var node = Array.IndexOf(_ordered, false);
        while (place.TryAdd(node, steps.Count))
        {
            steps.Add(node);
            foreach (var earlier in _predecessors[node])
            {
                if (_ordered[earlier])
                    continue;
                node = earlier;
                break;
            }
        }

        var cycle = steps[place[node]..];
        cycle.Reverse();
        return [.. cycle];
    }

    private int[] ShorterThrough(int start, int[] known)
    {
        var level = new List<int> { start };
        for (var length = 1; length < known.Length && level.Count > 0 && _budget > 0; length++)
        {
            var further = new List<int>();
            foreach (var node in level)
            {
                _budget -= 1 + _predecessors[node].Length;
                foreach (var earlier in _predecessors[node])
                {
                    if (earlier == start)
                        return PathFrom(start, node);
                    if (_ordered[earlier] || _seenFrom[earlier] == start + 1)
                        continue;
                    _seenFrom[earlier] = start + 1;
                    _next[earlier] = node;
                    further.Add(earlier);
                }
            }

            level = further;
        }

        return known;
    }

    private int[] PathFrom(int start, int second)
    {
        var path = new List<int> { start };
        for (var node = second; node != start; node = _next[node])
            path.Add(node);
        return [.. path];
    }
}
