using System.Text;

namespace QuickStart;

/// <summary>
/// Cuts a large file into slices, so that the longest step of a parallel run is a slice and not the largest file. A cut lies
/// between two documents: after a <c>&lt;/member&gt;</c> of XML documentation, after a blank line of text. Only a few bytes around
/// each wished-for cut are read. XML that is not documentation in UTF-8 stays whole.
/// </summary>
public static class Cuts
{
    private const int SliceBytes = 256 * 1024;
    private const int WindowBytes = 16 * 1024;

    private static ReadOnlySpan<byte> MemberEnd => "</member>"u8;

    public static IEnumerable<Slice> Split(string path, string name, long length)
    {
        var xml = Slice.IsXmlPath(path);
        long start = 0;
        foreach (var cut in length < 2 * SliceBytes ? [] : Find(path, length, xml))
        {
            yield return Part(start, cut);
            start = cut;
        }

        yield return Part(start, length);

        Slice Part(long from, long to) => to - from <= Array.MaxLength
            ? new Slice(path, name, from, (int)(to - from), length)
            : throw new CorpusException(
                $"'{path}' has more than {Array.MaxLength:N0} bytes without a place to cut. Split it into smaller files.");
    }

    private static List<long> Find(string path, long length, bool xml)
    {
        var cuts = new List<long>();
        using var file = File.OpenHandle(path);
        var window = new byte[WindowBytes];
        if (xml && !IsDocumentation(window.AsSpan(0, RandomAccess.Read(file, window, 0))))
        {
            return cuts;
        }

        for (long wish = SliceBytes; wish < length - SliceBytes / 2; wish += SliceBytes)
        {
            var bytes = window.AsSpan(0, RandomAccess.Read(file, window, wish));
            var gap = xml ? AfterMember(bytes) : AfterBlankLine(bytes);
            if (gap > 0)
            {
                cuts.Add(wish + gap);
            }
        }

        return cuts;
    }

    // A slice without the head of its file is read as UTF-8.
    private static bool IsDocumentation(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head);
        var utf8 = !text.Contains("encoding=", StringComparison.Ordinal)
            || text.Contains("encoding=\"utf-8\"", StringComparison.OrdinalIgnoreCase);
        return utf8 && text.Contains("<doc>", StringComparison.Ordinal) && text.Contains("<members>", StringComparison.Ordinal);
    }

    private static int AfterMember(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf(MemberEnd) is >= 0 and var at ? at + MemberEnd.Length : 0;

    private static int AfterBlankLine(ReadOnlySpan<byte> bytes)
    {
        var unix = bytes.IndexOf("\n\n"u8);
        var windows = bytes.IndexOf("\n\r\n"u8);
        return windows >= 0 && (unix < 0 || windows < unix) ? windows + 3 : unix >= 0 ? unix + 2 : 0;
    }
}
