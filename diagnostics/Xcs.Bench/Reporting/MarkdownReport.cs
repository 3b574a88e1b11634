using System.Text;

namespace Xcs.Bench;

internal static class MarkdownReport
{
    public static string ToText(IEnumerable<Table> tables)
    {
        var text = new StringBuilder().Append(Machine.Describe()).Append('\n');
        foreach (var table in tables)
            Append(text, table);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Table table)
    {
        text.Append("\n### ").Append(table.Title).Append("\n\n");
        AppendRow(text, table.Columns);
        AppendRow(text, table.Columns.Select((_, column) => column == 0 ? "---" : "---:"));
        foreach (var row in table.Rows)
            AppendRow(text, row);
        foreach (var note in table.Notes)
            text.Append("\n- ").Append(note);
        text.Append('\n');
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
