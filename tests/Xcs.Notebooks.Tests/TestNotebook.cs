using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Xcs.Notebooks.Tests;

/// <summary>Notebooks made of the given cells.</summary>
internal static class TestNotebook
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static JsonObject Json(params IEnumerable<string> sources) => new()
    {
        ["cells"] = new JsonArray([.. sources.Select(static JsonNode (source, index) => Cell(source, index))]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };

    public static Notebook Of(params IEnumerable<string> sources) => Notebook.Parse("test.ipynb", Json(sources).ToJsonString());

    /// <summary>A file that is deleted with the folder that it lies in.</summary>
    public static FileInfo File(TemporaryFolder folder, params IEnumerable<string> sources)
    {
        var path = Path.Combine(folder.Path, "test.ipynb");
        System.IO.File.WriteAllText(path, Json(sources).ToJsonString());
        return new FileInfo(path);
    }

    private static JsonObject Cell(string source, int index) => new JsonObject
    {
        ["cell_type"] = "code",
        ["id"] = $"cell{index}",
        ["metadata"] = new JsonObject(),
        ["execution_count"] = null,
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };

    private static string Here([CallerFilePath] string file = "") => file;
}
