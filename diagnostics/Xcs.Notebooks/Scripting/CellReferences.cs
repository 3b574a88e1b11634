using Microsoft.CodeAnalysis;

namespace Xcs.Notebooks.Scripting;

/// <summary>
/// What the <c>#r</c> lines of a notebook name: a library by its path from the notebook's folder, or a package. A package that a project of
/// this repository makes is taken from that project's build, any other is restored.
/// </summary>
internal sealed class CellReferences(string notebook)
{
    private const string PackagePrefix = "nuget:";

    private readonly List<MetadataReference> _files = [];
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(notebook))!;

    /// <summary>All that has been named so far.</summary>
    public IReadOnlyList<MetadataReference> Files => _files;

    /// <summary>Adds what one line names.</summary>
    /// <exception cref="NotebookException">There is no such file or package.</exception>
    public void Add(NotebookCell cell, int line, string reference)
    {
        if (reference.StartsWith(PackagePrefix, StringComparison.Ordinal))
        {
            var parts = reference[PackagePrefix.Length..].Split(',', StringSplitOptions.TrimEntries);
            AddPackage(cell, line, parts[0], parts.Length > 1 ? parts[1] : "*");
        }
        else
        {
            AddFile(cell, line, Path.GetFullPath(reference, _folder));
        }
    }

    private void AddPackage(NotebookCell cell, int line, string id, string version)
    {
        if (RepositoryProject.Find(_folder, id) is { } project)
        {
            AddFile(cell, line, project.Library);
            return;
        }

        try
        {
            foreach (var file in PackageRestore.LibrariesOf(id, version))
                AddFile(cell, line, file);
        }
        catch (InvalidOperationException error)
        {
            throw new NotebookException(cell, line, error.Message, error);
        }
    }

    private void AddFile(NotebookCell cell, int line, string path)
    {
        if (!File.Exists(path))
            throw new NotebookException(cell, line, $"there is no '{path}'; build it first, or correct the #r line");
        _files.Add(MetadataReference.CreateFromFile(path));
    }
}
