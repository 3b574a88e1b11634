using Xcs;

namespace QuickStart;

/// <summary>The files of a folder as slices of similar size.</summary>
public static class Corpus
{
    private static readonly string[] Extensions = [".xml", ".txt", ".md"];

    /// <summary>
    /// Lists every XML and text file below <paramref name="folder"/>, cut into slices. Large files come first: whatever starts
    /// last then is small, so that a parallel run ends evenly. The order depends on sizes and names only, and with it the
    /// document ids.
    /// </summary>
    [Operator(Name = "list")]
    public static Slice[] List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CorpusException(
                $"There is no folder '{folder}'. "
                + "Give the folder of XML or text files to index, or none for the .NET reference documentation.");
        }

        var files = new DirectoryInfo(folder)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(file => file.Length > 0 && Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            .ToArray();
        if (files.Length == 0)
        {
            throw new CorpusException(
                $"No file to index in '{folder}'. "
                + $"It needs at least one file that is not empty and ends in {string.Join(", ", Extensions)}.");
        }

        return [.. files
            .OrderByDescending(file => file.Length)
            .ThenBy(file => file.FullName, StringComparer.Ordinal)
            .SelectMany(file => Cuts.Split(file.FullName, Path.GetRelativePath(folder, file.FullName), file.Length))];
    }
}
