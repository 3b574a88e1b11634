using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>The head of an entry of a delta; a payload may follow, filled up to eight bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Op
{
    /// <summary>Whose it is: the place in canonical order among those admitted.</summary>
    public uint Rank;

    /// <summary>The row.</summary>
    public uint Index;

    /// <summary>Node type, edge type, table, or rule.</summary>
    public ushort Number;

    public OpKind Kind;

    public OpRoles Roles;

    /// <summary>Bytes of payload.</summary>
    public int Size;

    /// <summary>Ends of an edge, the payload of edge entries; part of the head so that they need no other path.</summary>
    public uint From;

    public uint To;

    public readonly int Stride => 24 + ((Size + 7) & ~7);

    /// <summary>Whether it writes the row of its index in a table. Deleting a node or an edge writes its attachments too.</summary>
    public readonly bool Writes(TableShape shape) => Kind switch
    {
        OpKind.SetRow or OpKind.DropRow => Number == shape.Table,
        OpKind.PutNode or OpKind.SetType => shape.Kind == TableKind.Nodes,
        OpKind.DropNode => !shape.IsOfEdges,
        OpKind.PutEdge => shape.Kind == TableKind.Edges,
        OpKind.DropEdge => shape.IsOfEdges,
        _ => false,
    };
}
