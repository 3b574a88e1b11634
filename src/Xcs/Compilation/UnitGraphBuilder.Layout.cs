using Xcs.Dataflow;

namespace Xcs.Compilation;

/// <content>Where nodes, their inputs and the successors of units lie.</content>
internal static partial class UnitGraphBuilder
{
    private static UnitGraph LayOut(DataflowGraph graph, Adjacency members, Adjacency waits, int[] unitOf, int[] waveStart)
    {
        var units = members.Count;
        var clusterAt = new int[units];
        for (var cluster = 0; cluster < units; cluster++)
            clusterAt[unitOf[cluster]] = cluster;

        var order = new int[members.ItemCount];
        var inputStart = new int[order.Length + 1];
        var inputs = new int[graph.Inputs.ItemCount];
        var stretchEnd = new int[order.Length];
        var unitStart = new int[units + 1];
        var firstNode = new int[units];
        var unitWaits = new int[units];
        var successorStart = new int[units + 1];
        var areNeighbours = new bool[order.Length];
        var stretchOrder = new StretchOrder(graph);
        for (var unit = 0; unit < units; unit++)
        {
            var nodes = members[clusterAt[unit]];
            firstNode[unit] = nodes[0];
            unitWaits[unit] = waits[clusterAt[unit]].Length;
            foreach (var input in waits[clusterAt[unit]])
                successorStart[unitOf[input] + 1]++;
            nodes.CopyTo(order.AsSpan(unitStart[unit]));
            unitStart[unit + 1] = unitStart[unit] + nodes.Length;
            LayOutStretches(graph, order, unitStart[unit], unitStart[unit + 1], stretchEnd, areNeighbours, stretchOrder);
            for (var place = unitStart[unit]; place < unitStart[unit + 1]; place++)
            {
                var given = graph.Inputs[order[place]];
                given.CopyTo(inputs.AsSpan(inputStart[place]));
                inputStart[place + 1] = inputStart[place] + given.Length;
            }
        }

        for (var unit = 0; unit < units; unit++)
            successorStart[unit + 1] += successorStart[unit];
        var next = successorStart.AsSpan(0, units).ToArray();
        var successors = new int[successorStart[units]];
        for (var unit = 0; unit < units; unit++)
        {
            foreach (var input in waits[clusterAt[unit]])
                successors[next[unitOf[input]]++] = unit;
        }

        SortByTail(successorStart, successors);
        var exits = 0;
        for (var unit = 0; unit < units; unit++)
            exits += successorStart[unit] == successorStart[unit + 1] ? 1 : 0;
        var width = 0;
        for (var wave = 0; wave + 1 < waveStart.Length; wave++)
            width = Math.Max(width, waveStart[wave + 1] - waveStart[wave]);

        return new UnitGraph(graph)
        {
            Order = order,
            Inputs = new Adjacency(inputStart, inputs),
            StretchEnd = stretchEnd,
            AreNeighbours = areNeighbours,
            UnitStart = unitStart,
            FirstNode = firstNode,
            Successors = new Adjacency(successorStart, successors),
            Waits = unitWaits,
            WaveStart = waveStart,
            ExitCount = exits,
            Kinds = Kinds(graph, order, unitStart),
            Tokens = Tokens(graph),
            Width = width,
        };
    }

    // Whoever has most behind it comes first: a worker goes on with that one itself.
    private static void SortByTail(int[] start, int[] successors)
    {
        var tail = new int[start.Length - 1];
        for (var unit = tail.Length - 1; unit >= 0; unit--)
        {
            var mine = successors.AsSpan(start[unit], start[unit + 1] - start[unit]);
            var isSorted = true;
            for (var k = 0; k < mine.Length; k++)
            {
                tail[unit] = Math.Max(tail[unit], tail[mine[k]] + 1);
                isSorted &= k == 0 || tail[mine[k - 1]] >= tail[mine[k]];
            }

            if (!isSorted)
                mine.Sort((a, b) => tail[a] != tail[b] ? tail[b].CompareTo(tail[a]) : a.CompareTo(b));
        }
    }

    private static void LayOutStretches(DataflowGraph graph, int[] order, int from, int to, int[] stretchEnd, bool[] areNeighbours, StretchOrder stretchOrder)
    {
        for (int end; from < to; from = end)
        {
            var node = graph.Operators[order[from]];
            for (end = from + 1; end < to && ReferenceEquals(graph.Operators[order[end]], node);)
                end++;
            stretchOrder.Sort(node, order.AsSpan(from, end - from));
            stretchEnd.AsSpan(from, end - from).Fill(end);
            areNeighbours.AsSpan(from, end - from).Fill(FollowEachOther(order.AsSpan(from, end - from)));
        }
    }

    private static bool FollowEachOther(ReadOnlySpan<int> nodes)
    {
        for (var k = 1; k < nodes.Length; k++)
        {
            if (nodes[k] != nodes[k - 1] + 1)
                return false;
        }

        return true;
    }
}
