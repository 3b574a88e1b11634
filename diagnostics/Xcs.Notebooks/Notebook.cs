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

    // A name that stands twice would only be found when it is asked for.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"cannot be read: {error.Message}", error);
        }
    }

    /// <exception cref="NotebookException">The text is no notebook, or one for another language.</exception>
    public static Notebook Parse(string path, string text)
    {
        var root = ReadObject(text);
        var code = NotebookFormat.Check(root)
            .Select(static (cell, index) => new NotebookCell((JsonObject)cell!, index + 1))
            .Where(static cell => cell.IsCode)
            .ToList();
        return new Notebook(path, root, code);
    }

    public string ToText() => _root.ToJsonString(Format) + "\n";

    /// <summary>Writes the file. It is whole at any moment: the new text is written beside it and then takes its place.</summary>
    /// <exception cref="NotebookException">It cannot be written; the file is as it was.</exception>
    public void Write()
    {
        for (var i = 0; i < CodeCells.Count; i++)
            CodeCells[i].ExecutionCount = i + 1;
        var beside = $"{Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(beside, ToText());
            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(beside))
                File.Delete(beside);
            throw new NotebookException($"cannot be written: {error.Message}", error);
        }
    }

    private static JsonObject ReadObject(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject ?? throw new NotebookException("is not a notebook of format 4: its JSON is no object");
        }
        catch (JsonException error)
        {
            throw new NotebookException($"is not JSON: {error.Message}", error);
        }
    }
}
