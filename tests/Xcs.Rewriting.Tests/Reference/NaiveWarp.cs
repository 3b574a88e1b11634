namespace Xcs.Rewriting.Tests;

internal readonly record struct NaiveEdge(int Type, uint From, uint To);

/// <summary>A warp as dictionaries.</summary>
internal sealed class NaiveWarp(uint id, string name, Row? portal)
{
    public uint Id { get; } = id;

    public string Name { get; } = name;

    public Row? Portal { get; } = portal;

    public ulong NextNode { get; set; }

    public ulong NextEdge { get; set; }

    public SortedDictionary<uint, int> Nodes { get; private init; } = [];

    public SortedDictionary<uint, NaiveEdge> Edges { get; private init; } = [];

    /// <summary>By attachment, then by owner.</summary>
    public List<SortedDictionary<uint, byte[]>> Values { get; private init; } = [];

    /// <summary>What was asked for: rule, node.</summary>
    public HashSet<(int Rule, uint Node)> Agenda { get; } = [];

    public HashSet<int> Active { get; } = [];

    /// <summary>The edges by their ends, ascending; made anew in every round.</summary>
    public (ILookup<uint, Link> Out, ILookup<uint, Link> In) Links { get; private set; }

    public void BeginRound()
    {
        var links = Edges.Select(edge => new Link(new Row(Id, edge.Key), edge.Value.Type, new Row(Id, edge.Value.From), new Row(Id, edge.Value.To))).ToList();
        Links = (links.ToLookup(static link => link.From.Index), links.ToLookup(static link => link.To.Index));
    }

    public NaiveWarp CopyState() => new(Id, Name, Portal)
    {
        NextNode = NextNode,
        NextEdge = NextEdge,
        Nodes = new(Nodes),
        Edges = new(Edges),
        Values = [.. Values.Select(static values => new SortedDictionary<uint, byte[]>(values))],
    };

    public void SetStateOf(NaiveWarp other)
    {
        (NextNode, NextEdge) = (other.NextNode, other.NextEdge);
        Replace(Nodes, other.Nodes);
        Replace(Edges, other.Edges);
        for (var k = 0; k < Values.Count; k++)
        {
            if (k < other.Values.Count)
                Replace(Values[k], other.Values[k]);
            else
                Values[k].Clear();
        }
    }

    private static void Replace<T>(SortedDictionary<uint, T> target, SortedDictionary<uint, T> source)
    {
        target.Clear();
        foreach (var (key, value) in source)
            target.Add(key, value);
    }
}
