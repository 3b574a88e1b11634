using System.Text.Json.Nodes;

namespace Xcs.Notebooks;

/// <summary>What a cell put out: a value in one or more forms, or text that it wrote to the console.</summary>
/// <param name="Kind"><c>execute_result</c>, <c>display_data</c> or <c>stream</c>.</param>
/// <param name="Forms">The text by MIME type; of a stream by the stream's name.</param>
internal sealed record CellOutput(string Kind, IReadOnlyDictionary<string, string> Forms)
{
    public const string Result = "execute_result";
    public const string Display = "display_data";
    public const string Stream = "stream";

    /// <summary>Text written to the console.</summary>
    public static CellOutput OfConsole(string text) => new(Stream, new Dictionary<string, string> { ["stdout"] = text });

    public static CellOutput FromJson(JsonObject json)
    {
        var kind = json["output_type"]?.GetValue<string>() ?? "";
        var forms = kind == Stream
            ? new Dictionary<string, string> { [json["name"]!.GetValue<string>()] = NotebookCell.Text(json["text"]) }
            : json["data"] is JsonObject data
                ? data.ToDictionary(static form => form.Key, static form => FormText(form.Value))
                : [];
        return new CellOutput(kind, forms);
    }

    public JsonObject ToJson()
    {
        if (Kind == Stream)
            return new JsonObject { ["output_type"] = Kind, ["name"] = Forms.Keys.Single(), ["text"] = Lines(Forms.Values.Single()) };
        var data = new JsonObject();
        foreach (var (mimeType, text) in Forms.OrderBy(static form => form.Key, StringComparer.Ordinal))
            data[mimeType] = Lines(text);
        var json = new JsonObject { ["output_type"] = Kind, ["data"] = data, ["metadata"] = new JsonObject() };
        if (Kind == Result)
            json["execution_count"] = null;
        return json;
    }

    // Forms that are JSON themselves, such as application/json, are kept as it stands.
    private static string FormText(JsonNode? form) => NotebookFormat.IsLines(form) ? NotebookCell.Text(form) : form?.ToJsonString() ?? "";

    // One string a line, each with its line break, so that a change of one line is a change of one line in the file.
    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
