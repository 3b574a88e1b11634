namespace Xcs.Rewriting;

/// <summary>A payload that nodes, or edges, can carry: at most one value each.</summary>
public abstract class Attachment
{
    private protected Attachment(World world, string name, TableKind kind, int size, string layout, int table)
    {
        World = world;
        Name = name;
        Kind = kind;
        Size = size;
        Layout = layout;
        Table = table;
    }

    /// <summary>The name, unique in its world.</summary>
    public string Name { get; }

    /// <summary>Whether edges carry it, otherwise nodes do.</summary>
    public bool IsOfEdges => Kind is TableKind.EdgeStructs or TableKind.EdgeBytes;

    /// <summary>Bytes of a value; 0 where values are byte strings of any length.</summary>
    public int Size { get; }

    internal World World { get; }

    internal TableKind Kind { get; }

    internal string Layout { get; }

    /// <summary>The number of its table in every warp.</summary>
    internal int Table { get; }

    internal virtual bool IsJoinable => false;

    /// <inheritdoc/>
    public override string ToString() => $"attachment {Name}";

    /// <summary>Folds the next value into the joined one.</summary>
    internal virtual unsafe void Join(byte* before, byte* joined, byte* next) => throw new NotSupportedException();
}
