using System.Diagnostics;
using System.Numerics;

namespace Xcs.Rewriting;

/// <summary>An independent graph of a world. Its members may be used between ticks, from one thread at a time.</summary>
[DebuggerDisplay("{Name,nq}: {NodeCount} nodes, {EdgeCount} edges")]
public sealed unsafe class Warp
{
    private readonly List<Table> _tables = [];

    internal Warp(World world, WarpId id, string name, NodeId? portal, ulong createdIn)
    {
        World = world;
        Id = id;
        Name = name;
        Portal = portal;
        CreatedIn = createdIn;
        Parent = portal is { } node ? world.WarpList[(int)node.Warp.Value] : null;
        AddTables();
    }

    /// <summary>The number.</summary>
    public WarpId Id { get; }

    /// <summary>The name, unique in its world.</summary>
    public string Name { get; }

    /// <summary>The node of another warp below which it hangs; null where it stands by itself.</summary>
    public NodeId? Portal { get; }

    /// <summary>How many nodes live.</summary>
    public long NodeCount => CountLive(Nodes0, NextNode);

    /// <summary>How many edges live.</summary>
    public long EdgeCount => CountLive(Edges0, NextEdge);

    internal World World { get; }

    /// <summary>The warp of the portal.</summary>
    internal Warp? Parent { get; }

    /// <summary>The tick in which a rule created it; 0 where none did.</summary>
    internal ulong CreatedIn { get; }

    internal IReadOnlyList<Table> Tables => _tables;

    internal Table Nodes0 => _tables[0];

    internal Table Edges0 => _tables[1];

    internal uint NextNode { get; set; }

    internal uint NextEdge { get; set; }

    /// <summary>Counters as of the last commit.</summary>
    internal uint CommittedNodes { get; set; }

    internal uint CommittedEdges { get; set; }

    internal Digest Root { get; set; }

    internal Agenda Agenda { get; } = new();

    /// <summary>All nodes, ascending.</summary>
    /// <exception cref="RewritingException">The world is in the middle of a tick.</exception>
    public IEnumerable<NodeId> Nodes()
    {
        World.RequireIdle();
        for (uint k = 0; k < NextNode; k++)
        {
            if (Nodes0.IsLive(k))
                yield return new NodeId(Id, k);
        }
    }

    /// <summary>All edges, ascending.</summary>
    /// <exception cref="RewritingException">The world is in the middle of a tick.</exception>
    public IEnumerable<Edge> Edges()
    {
        World.RequireIdle();
        for (uint k = 0; k < NextEdge; k++)
        {
            if (Edges0.IsLive(k))
                yield return EdgeAt(k);
        }
    }

    internal Edge EdgeAt(uint index)
    {
        var page = Edges0.Pages[index >> 6];
        var slot = index & 63;
        return new Edge(
            new EdgeId(Id, index), new EdgeType(EdgePage.Types(page)[slot]), new NodeId(Id, EdgePage.From(page)[slot]), new NodeId(Id, EdgePage.To(page)[slot]));
    }

    /// <summary>Adds the tables of attachments defined since.</summary>
    internal void AddTables()
    {
        for (var k = _tables.Count; k < World.Schema.Shapes.Count; k++)
            _tables.Add(new Table(World.Schema.Shapes[k]));
        EnsureRows();
    }

    /// <summary>Makes room for all rows that have an index.</summary>
    internal void EnsureRows()
    {
        foreach (var table in _tables)
            table.EnsureRows(table.Shape.IsOfEdges ? NextEdge : NextNode);
        Agenda.EnsureRows(NextNode);
    }

    internal void Free()
    {
        foreach (var table in _tables)
            table.Free();
    }

    private static long CountLive(Table table, uint rows)
    {
        var count = 0L;
        for (uint k = 0; k < Sharding.PagesFor(rows); k++)
        {
            if (table.PageOf(k << 6) is var page && page != null)
                count += BitOperations.PopCount(*Page.Live(page));
        }

        return count;
    }
}
