using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xcs.Bench;

/// <summary>The files a command leaves behind, where they were asked for.</summary>
/// <param name="Markdown">The tables, for a page.</param>
/// <param name="Json">The figures, for a program.</param>
/// <param name="Csv">The figures, for a spreadsheet.</param>
/// <param name="Svg">The charts.</param>
internal sealed record ReportFiles(FileInfo? Markdown, FileInfo? Json, FileInfo? Csv, FileInfo? Svg)
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public void Write<T>(IEnumerable<Table> tables, IReadOnlyList<T> measurements, params IReadOnlyList<Chart> charts)
    {
        Write(Markdown, () => MarkdownReport.ToText(tables));
        Write(Json, () => JsonSerializer.Serialize(new { Machine = Machine.Describe(), Measurements = measurements }, JsonOptions));
        Write(Csv, () => CsvReport.ToText(measurements, JsonOptions));
        Write(Svg, () => SvgCharts.ToText(charts));
    }

    private static void Write(FileInfo? file, Func<string> text)
    {
        if (file is not null)
            File.WriteAllText(file.FullName, text());
    }
}
