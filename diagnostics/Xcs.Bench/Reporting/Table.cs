namespace Xcs.Bench;

/// <summary>Text in columns, the first of them a name: what the console and the Markdown file both show.</summary>
internal sealed record Table(
    string Title,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Notes);
