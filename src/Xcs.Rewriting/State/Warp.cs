using System.Diagnostics;
using System.Numerics;

namespace Xcs.Rewriting;

/// <summary>An independent graph of a world. Its members may be used between ticks, from one thread at a time.</summary>
[DebuggerDisplay("{Name,nq}: {NodeCount} nodes, {EdgeCount} edges")]
public sealed unsafe class Warp
{
    private Table[] _tables = [];

    // Up to here all tables have room: the ends of the last pages.
    private uint _nodeRoom;
    private uint _edgeRoom;

    internal Warp(World world, WarpId id, string name, NodeId? portal)
    {
        World = world;
        Id = id;
        Name = name;
        Portal = portal;
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

    internal ReadOnlySpan<Table> Tables => _tables;

    internal Table Nodes0 => _tables[0];

    internal Table Edges0 => _tables[1];

    internal uint NextNode { get; set; }

    internal uint NextEdge { get; set; }

    /// <summary>Counters as they will be when the round is merged.</summary>
    internal uint RoundNode { get; set; }

    internal uint RoundEdge { get; set; }

    /// <summary>Whether the tick has changed it.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Counters as of the last commit.</summary>
    internal uint CommittedNodes { get; set; }

    internal uint CommittedEdges { get; set; }

    /// <summary>Whether what changes here concerns active rules: of this warp, or of one below it.</summary>
    internal bool IsFollowed { get; set; }

    /// <summary>Whether the round has changed a portal above it.</summary>
    internal bool IsWoken { get; set; }

    internal Digest Root { get; set; }

    internal Agenda Agenda { get; } = new();

    /// <summary>All nodes, ascending.</summary>
    /// <exception cref="RewritingException">The world is in the middle of a tick.</exception>
    public IEnumerable<NodeId> Nodes()
    {
        World.RequireIdle();
        for (uint k = 0; k < NextNode; k++)
        {
            if (Nodes0.HasNode(k))
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
            if (Edges0.HasEdge(k))
                yield return EdgeAt(k);
        }
    }

    internal Edge EdgeAt(uint index)
    {
        var row = Edges0.Edge(index);
        return new Edge(new EdgeId(Id, index), new EdgeType(row->Type), new NodeId(Id, row->From), new NodeId(Id, row->To));
    }

    internal Table TableAt(int number) => _tables[number];

    /// <summary>Adds the tables of attachments defined since.</summary>
    internal void AddTables()
    {
        var known = _tables.Length;
        Array.Resize(ref _tables, World.Schema.Shapes.Count);
        for (var k = known; k < _tables.Length; k++)
            _tables[k] = World.NewTable(World.Schema.Shapes[k], Id);
        Grow();
    }

    /// <summary>Makes room for all rows that have an index.</summary>
    internal void EnsureRows()
    {
        if (NextNode > _nodeRoom || NextEdge > _edgeRoom)
            Grow();
    }

    private void Grow()
    {
        foreach (var table in _tables)
            table.EnsureRows(table.Shape.IsOfEdges ? NextEdge : NextNode);
        Agenda.EnsureRows(NextNode);
        _nodeRoom = (uint)Math.Min(uint.MaxValue, 64UL * Sharding.PagesFor(NextNode));
        _edgeRoom = (uint)Math.Min(uint.MaxValue, 64UL * Sharding.PagesFor(NextEdge));
    }

    /// <summary>Without a row, as it was made; active rules stay active.</summary>
    internal void Empty()
    {
        Free();
        _tables = [];
        (NextNode, NextEdge, CommittedNodes, CommittedEdges) = (0, 0, 0, 0);
        IsTouched = false;
        Agenda.Clear();
        AddTables();
    }

    internal void Free()
    {
        foreach (var table in _tables)
        {
            table.Free();
            World.TablesByKey[(int)(table.Key >> 32)] = null;
        }
    }

    private static long CountLive(Table table, uint rows)
    {
        var count = 0L;
        for (uint k = 0; k < Sharding.PagesFor(rows); k++)
        {
            var page = table.PageOf(k << 6);
            if (page != null)
                count += BitOperations.PopCount(page->Live);
        }

        return count;
    }
}
