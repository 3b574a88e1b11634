namespace QuickStart;

/// <summary>Turns the bytes of a slice into documents.</summary>
public static class Parser
{
    public static Documents Parse(RawSlice raw) => raw.Slice.IsXml ? XmlParser.Parse(raw) : TextParser.Parse(raw);
}
