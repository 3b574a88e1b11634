namespace Xcs.Rewriting;

/// <summary>Which part of an entry the shard that holds it has to do: an edge concerns its own shard and those of its ends.</summary>
[Flags]
internal enum OpRoles : byte
{
    Row = 1,
    Out = 2,
    In = 4,
    All = Row | Out | In,
}
