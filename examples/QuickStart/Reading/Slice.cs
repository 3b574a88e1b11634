namespace QuickStart;

/// <summary>A run of bytes of one file that can be parsed on its own: a whole small file or a piece of a large one.</summary>
/// <param name="Path">Where the file is.</param>
/// <param name="Name">The file as shown to people: its path below the corpus folder.</param>
/// <param name="Start">First byte of the slice.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="FileLength">Bytes of the whole file.</param>
public sealed record Slice(string Path, string Name, long Start, int Length, long FileLength)
{
    public bool IsXml => IsXmlPath(Path);

    public bool IsFirst => Start == 0;

    public bool IsLast => Start + Length == FileLength;

    public static bool IsXmlPath(string path) => path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);
}
