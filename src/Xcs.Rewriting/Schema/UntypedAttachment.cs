namespace Xcs.Rewriting;

/// <summary>A struct payload known from a ledger alone, until the program says its type.</summary>
internal sealed class UntypedAttachment(World world, string name, TableKind kind, int size, string layout, int table)
    : Attachment(world, name, kind, size, layout, table);
