using System.Xml;

namespace QuickStart;

/// <summary>Says where a file is not well-formed.</summary>
public static class XmlFault
{
    /// <summary>A slice does not know its line in the file, so once something is wrong the whole file is read to its first fault.</summary>
    public static CorpusException Describe(Slice slice, XmlException inSlice)
    {
        var fault = slice.IsFirst && slice.IsLast ? inSlice : FirstFault(slice.Path);
        return fault is null
            ? new CorpusException(
                $"{slice.Path}: well-formed, but cannot be read in pieces: </member> stands in a comment or a CDATA section. "
                + "Leave the file out of the folder.",
                inSlice)
            : new CorpusException(
                $"{slice.Path}({fault.LineNumber},{fault.LinePosition}): not well-formed XML. {fault.Message} "
                + "Mend the file or leave it out of the folder.",
                fault);
    }

    private static XmlException? FirstFault(string path)
    {
        using var reader = XmlReader.Create(path, XmlParser.Settings);
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (XmlException fault)
        {
            return fault;
        }
    }
}
