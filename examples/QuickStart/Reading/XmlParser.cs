using System.Xml;

namespace QuickStart;

/// <summary>
/// XML documentation: every <c>&lt;member&gt;</c> is a document. Other XML: the file is one document. The text of a document is its
/// text nodes and its attribute values, because <c>&lt;see cref="…"/&gt;</c> reads as a word of the sentence.
/// </summary>
public static class XmlParser
{
    private const int MemberDepth = 2;

    internal static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        XmlResolver = null,
    };

    public static Documents Parse(RawSlice raw)
    {
        var documents = new DocumentsBuilder(raw.Bytes.Length / 4 * 3);
        using var reader = XmlReader.Create(new MemoryStream(raw.Bytes), Settings);
        try
        {
            reader.MoveToContent();
            if (reader.Name == "doc")
            {
                ReadMembers(reader, documents, raw.Slice.Name);
            }
            else
            {
                documents.Begin(raw.Slice.Name);
                ReadAttributes(reader, documents);
                ReadContent(reader, documents);
            }
        }
        catch (XmlException error)
        {
            throw XmlFault.Describe(raw.Slice, error);
        }

        return documents.Build();
    }

    private static void ReadMembers(XmlReader reader, DocumentsBuilder documents, string file)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == MemberDepth && reader.LocalName == "member")
            {
                documents.Begin(reader.GetAttribute("name") ?? file);
                ReadContent(reader, documents);
            }
        }
    }

    // From an element to its end.
    private static void ReadContent(XmlReader reader, DocumentsBuilder documents)
    {
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            return;
        }

        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    ReadText(reader, documents);
                    break;
                case XmlNodeType.Element:
                    ReadAttributes(reader, documents);
                    break;
            }
        }
    }

    private static void ReadText(XmlReader reader, DocumentsBuilder documents)
    {
        documents.AppendWord([]);
        int count;
        do
        {
            var (buffer, start, room) = documents.Reserve(256);
            count = reader.ReadValueChunk(buffer, start, room);
            documents.Advance(count);
        }
        while (count > 0);
    }

    private static void ReadAttributes(XmlReader reader, DocumentsBuilder documents)
    {
        while (reader.MoveToNextAttribute())
        {
            // "T:System.String": the letter tells the kind of symbol and is no word.
            var value = reader.Value.AsSpan();
            documents.AppendWord(value is [_, ':', ..] ? value[2..] : value);
        }

        reader.MoveToElement();
    }
}
