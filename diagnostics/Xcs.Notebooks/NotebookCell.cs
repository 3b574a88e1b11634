using System.Text.Json.Nodes;

namespace Xcs.Notebooks;

/// <summary>A cell of a notebook.</summary>
/// <param name="json">The cell as the file has it.</param>
/// <param name="number">Its place in the notebook, from 1 on, text cells counted.</param>
internal sealed class NotebookCell(JsonObject json, int number)
{
    public int Number => number;

    public bool IsCode => json["cell_type"]!.GetValue<string>() == "code";

    /// <summary>Whether the outputs show measured times, so that only their kinds can be compared: the cell is tagged <c>measured</c>.</summary>
    public bool IsMeasured =>
        json["metadata"]?["tags"] is JsonArray tags && tags.Any(static tag => tag?.GetValue<string>() == "measured");

    public string Source => Text(json["source"]);

    public IReadOnlyList<CellOutput> Outputs => json["outputs"] is JsonArray outputs
        ? outputs.Select(static output => CellOutput.FromJson((JsonObject)output!)).ToList()
        : [];

    public int ExecutionCount
    {
        set
        {
            json["execution_count"] = value;
            foreach (var output in json["outputs"]!.AsArray())
            {
                if (output!["output_type"]!.GetValue<string>() == "execute_result")
                    output["execution_count"] = value;
            }
        }
    }

    public void Replace(IReadOnlyList<CellOutput> outputs) =>
        json["outputs"] = new JsonArray([.. outputs.Select(static output => (JsonNode)output.ToJson())]);

    /// <summary>A text of the format: one string, or one string a line.</summary>
    public static string Text(JsonNode? node) => node is JsonArray lines
        ? string.Concat(lines.Select(static line => line!.GetValue<string>()))
        : node?.GetValue<string>() ?? "";
}
