using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xcs.Bench;

/// <summary>The files a command leaves behind, where they were asked for.</summary>
/// <param name="Markdown">The tables, for a page.</param>
/// <param name="Json">The figures, for a program.</param>
internal sealed record ReportFiles(FileInfo? Markdown, FileInfo? Json)
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public void Write<T>(IEnumerable<Table> tables, IReadOnlyList<T> measurements)
    {
        if (Markdown is not null)
            File.WriteAllText(Markdown.FullName, MarkdownReport.ToText(tables));
        if (Json is not null)
        {
            var report = new { Machine = Machine.Describe(), Measurements = measurements };
            File.WriteAllText(Json.FullName, JsonSerializer.Serialize(report, JsonOptions));
        }
    }
}
