namespace Xcs.Rewriting;

/// <summary>A payload that is an unmanaged struct.</summary>
/// <typeparam name="T">Without padding, pointers and native integers, at most 1024 bytes.</typeparam>
public sealed class Attachment<T> : Attachment
    where T : unmanaged
{
    private readonly JoinFunction<T>? _join;

    internal unsafe Attachment(World world, string name, TableKind kind, int table, JoinFunction<T>? join)
        : base(world, name, kind, sizeof(T), StructLayout<T>.Name, table) => _join = join;

    internal override bool IsJoinable => _join is not null;

    internal override unsafe void Join(byte* before, byte* joined, byte* next)
    {
        var value = _join!(*(T*)before, *(T*)joined, *(T*)next);
        StructLayout<T>.Canonicalize(ref value);
        *(T*)joined = value;
    }
}
