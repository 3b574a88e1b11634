using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Xcs.Bench;

/// <summary>Figures as comma-separated values (RFC 4180): a column for each property that is no list, in the units of the JSON file.</summary>
internal static class CsvReport
{
    public static string ToText<T>(IReadOnlyList<T> measurements, JsonSerializerOptions options)
    {
        JsonObject[] rows = [.. measurements.Select(row => JsonSerializer.SerializeToNode(row, options)!.AsObject())];
        if (rows.Length == 0)
            return "";
        string[] columns = [.. rows[0].Where(property => property.Value is not JsonArray).Select(property => property.Key)];
        var text = new StringBuilder().AppendJoin(',', columns).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', columns.Select(column => Cell(row[column]))).Append("\r\n");
        return text.ToString();
    }

    private static string Cell(JsonNode? value)
    {
        var text = value is JsonValue number && number.TryGetValue<double>(out var figure) ? figure.ToString("R", CultureInfo.InvariantCulture) : value?.ToString() ?? "";
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
