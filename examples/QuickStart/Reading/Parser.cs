using Xcs;

namespace QuickStart;

/// <summary>Turns the bytes of a slice into documents.</summary>
public static class Parser
{
    [Operator(Name = "parse")]
    public static Documents Parse(RawSlice raw) => raw.Slice.IsXml ? XmlParser.Parse(raw) : TextParser.Parse(raw);
}
