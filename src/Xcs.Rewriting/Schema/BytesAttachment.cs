namespace Xcs.Rewriting;

/// <summary>A payload that is a byte string of any length.</summary>
public sealed class BytesAttachment : Attachment
{
    internal BytesAttachment(World world, string name, TableKind kind, int table)
        : base(world, name, kind, 0, "", table)
    {
    }
}
