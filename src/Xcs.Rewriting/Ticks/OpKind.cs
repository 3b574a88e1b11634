namespace Xcs.Rewriting;

/// <summary>What an entry of a delta does.</summary>
internal enum OpKind : byte
{
    PutNode,
    DropNode,
    SetType,
    PutEdge,
    DropEdge,
    SetRow,
    DropRow,
    Enqueue,
    Changed,
}
