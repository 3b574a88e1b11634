using System.Text;

namespace QuickStart;

/// <summary>Plain text in UTF-8: every paragraph is a document, named after its file and the byte where it starts.</summary>
public static class TextParser
{
    public static Documents Parse(RawSlice raw)
    {
        var documents = new DocumentsBuilder(raw.Bytes.Length + raw.Bytes.Length / 8);
        ReadOnlySpan<byte> bytes = raw.Bytes;
        var position = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        var paragraph = position;
        while (position < bytes.Length)
        {
            var lineEnd = bytes[position..].IndexOf((byte)'\n');
            var next = lineEnd < 0 ? bytes.Length : position + lineEnd + 1;
            if (IsBlank(bytes[position..next]))
            {
                Add(documents, raw, paragraph, position);
                paragraph = next;
            }

            position = next;
        }

        Add(documents, raw, paragraph, position);
        return documents.Build();
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r\n"u8).IsEmpty;

    private static void Add(DocumentsBuilder documents, RawSlice raw, int from, int to)
    {
        if (from == to)
        {
            return;
        }

        documents.Begin($"{raw.Slice.Name}@{raw.Slice.Start + from}");
        documents.AppendWord([]);
        var (buffer, start, _) = documents.Reserve(Encoding.UTF8.GetMaxCharCount(to - from));
        documents.Advance(Encoding.UTF8.GetChars(raw.Bytes, from, to - from, buffer, start));
    }
}
