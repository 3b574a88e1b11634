using System.Text.Json;
using System.Text.Json.Nodes;

namespace Xcs.Notebooks;

/// <summary>Refuses a file in which anything that the runner reads is not what the notebook format says. What passes is read without further questions.</summary>
/// <remarks>Source: the schema of nbformat 4 (nbformat.readthedocs.io).</remarks>
internal static class NotebookFormat
{
    private const string Lines = "a text or a list of texts";

    /// <summary>Checks a whole notebook.</summary>
    /// <returns>Its cells.</returns>
    /// <exception cref="NotebookException">Something is missing or of another kind; the message says in which cell, and the rule.</exception>
    public static JsonArray Check(JsonObject root)
    {
        if (root["nbformat"] is not JsonValue format || !format.TryGetValue<int>(out var version) || version != 4)
            throw new NotebookException("is not a notebook of format 4 ('nbformat'); save it in that format");
        if (root["cells"] is not JsonArray cells)
            throw new NotebookException($"'cells' is {Kind(root["cells"])}; it must be a list");
        var kernel = Member(root, "metadata", "kernelspec", "name") is { } name && IsText(name) ? name.GetValue<string>() : null;
        if (kernel != ".net-csharp")
            throw new NotebookException($"is for the kernel '{kernel}'; this runner runs '.net-csharp'");
        for (var i = 0; i < cells.Count; i++)
            CheckCell($"cell {i + 1}", cells[i]);
        return cells;
    }

    /// <summary>Whether it is a text of the format: one text, or one a line.</summary>
    public static bool IsLines(JsonNode? node) => IsText(node) || IsTexts(node);

    private static void CheckCell(string place, JsonNode? node)
    {
        var cell = Object(place, node);
        Require(place, "'cell_type'", cell["cell_type"], IsText, "a text");
        Require(place, "'source'", cell["source"], IsLines, Lines);
        Require(place, "'metadata.tags'", Member(cell, "metadata", "tags"), static tags => tags is null || IsTexts(tags), "a list of texts");
        Require(place, "'outputs'", cell["outputs"], static outputs => outputs is null or JsonArray, "a list");
        for (var i = 0; i < (cell["outputs"]?.AsArray().Count ?? 0); i++)
            CheckOutput($"{place}, output {i + 1}", cell["outputs"]![i]);
    }

    private static void CheckOutput(string place, JsonNode? node)
    {
        var output = Object(place, node);
        Require(place, "'output_type'", output["output_type"], IsText, "a text");
        if (output["output_type"]!.GetValue<string>() == CellOutput.Stream)
        {
            Require(place, "'name'", output["name"], IsText, "a text");
            Require(place, "'text'", output["text"], IsLines, Lines);
        }
        else
        {
            Require(place, "'data'", output["data"], static data => data is null or JsonObject, "an object");
        }
    }

    private static JsonObject Object(string place, JsonNode? node) =>
        node as JsonObject ?? throw new NotebookException($"{place}: is {Kind(node)}; it must be an object");

    private static void Require(string place, string what, JsonNode? node, Func<JsonNode?, bool> holds, string rule)
    {
        if (!holds(node))
            throw new NotebookException($"{place}: {what} is {Kind(node)}; it must be {rule}");
    }

    private static JsonNode? Member(JsonObject root, params ReadOnlySpan<string> path)
    {
        JsonNode? node = root;
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static bool IsTexts(JsonNode? node) => node is JsonArray items && items.All(IsText);

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "missing or null",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => IsTexts(node) ? "a list of texts" : "a list",
        _ => "true or false",
    };
}
