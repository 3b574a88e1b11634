using Xcs;

namespace QuickStart;

/// <summary>A slice and its bytes; pieces of XML documentation are completed to well-formed documents.</summary>
public sealed record RawSlice(Slice Slice, byte[] Bytes)
{
    private static ReadOnlySpan<byte> Opening => "<doc><members>"u8;

    private static ReadOnlySpan<byte> Closing => "</members></doc>"u8;

    [Operator(Name = "read")]
    public static RawSlice Read(Slice slice)
    {
        var opening = slice.IsXml && !slice.IsFirst ? Opening : [];
        var closing = slice.IsXml && !slice.IsLast ? Closing : [];
        var bytes = GC.AllocateUninitializedArray<byte>(opening.Length + slice.Length + closing.Length);
        opening.CopyTo(bytes);
        closing.CopyTo(bytes.AsSpan(bytes.Length - closing.Length));
        ReadExactly(slice, bytes.AsSpan(opening.Length, slice.Length));
        return new RawSlice(slice, bytes);
    }

    private static void ReadExactly(Slice slice, Span<byte> target)
    {
        using var file = File.OpenHandle(slice.Path);
        for (var done = 0; done < target.Length;)
        {
            var count = RandomAccess.Read(file, target[done..], slice.Start + done);
            if (count == 0)
            {
                throw new CorpusException($"'{slice.Path}' became shorter while it was read. Run again when nothing writes to it.");
            }

            done += count;
        }
    }
}
