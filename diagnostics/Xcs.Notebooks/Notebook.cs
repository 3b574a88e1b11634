using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Xcs.Notebooks;

/// <summary>A notebook file. What the runner does not know of is written back as it was read.</summary>
/// <remarks>Source: the notebook format, nbformat 4 (nbformat.readthedocs.io).</remarks>
internal sealed class Notebook
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _root;

    private Notebook(string path, JsonObject root, IReadOnlyList<NotebookCell> codeCells)
    {
        Path = path;
        _root = root;
        CodeCells = codeCells;
    }

    public string Path { get; }

    /// <summary>The cells that run, in order.</summary>
    public IReadOnlyList<NotebookCell> CodeCells { get; }

    /// <exception cref="NotebookException">The file is missing, is not a notebook, or is one for another language.</exception>
    public static Notebook Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (IOException error)
        {
            throw new NotebookException($"cannot be read: {error.Message}", error);
        }
    }

    public static Notebook Parse(string path, string text)
    {
        JsonObject? root;
        try
        {
            root = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException error)
        {
            throw new NotebookException($"is not JSON: {error.Message}", error);
        }

        if (root?["nbformat"]?.GetValue<int>() is not 4 || root["cells"] is not JsonArray cells)
            throw new NotebookException("is not a notebook of format 4; save it in that format");
        var kernel = root["metadata"]?["kernelspec"]?["name"]?.GetValue<string>();
        if (kernel != ".net-csharp")
            throw new NotebookException($"is for the kernel '{kernel}'; this runner runs '.net-csharp'");
        var code = cells
            .Select(static (cell, index) => new NotebookCell((JsonObject)cell!, index + 1))
            .Where(static cell => cell.IsCode)
            .ToList();
        return new Notebook(path, root, code);
    }

    public string ToText() => _root.ToJsonString(Format) + "\n";

    public void Write()
    {
        for (var i = 0; i < CodeCells.Count; i++)
            CodeCells[i].ExecutionCount = i + 1;
        File.WriteAllText(Path, ToText());
    }
}
