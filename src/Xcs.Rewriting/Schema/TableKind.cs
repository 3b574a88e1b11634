namespace Xcs.Rewriting;

/// <summary>What the rows of a table are. The numbers are part of the hashes.</summary>
internal enum TableKind : byte
{
    Nodes = 0,
    Edges = 1,
    NodeStructs = 2,
    EdgeStructs = 3,
    NodeBytes = 4,
    EdgeBytes = 5,
}
