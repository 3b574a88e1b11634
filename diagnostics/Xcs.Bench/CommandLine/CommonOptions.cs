using System.CommandLine;

namespace Xcs.Bench;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    private readonly Option<bool> _quick = new("--quick") { Description = "Fewer and shorter samples: a look, not a claim." };
    private readonly Option<string?> _only = new("--only") { Description = "Run only what has this text in its name." };
    private readonly Option<FileInfo?> _markdown = new("--markdown") { Description = "Write the tables to this file." };
    private readonly Option<FileInfo?> _json = new("--json") { Description = "Write the figures to this file." };
    private readonly Option<FileInfo?> _csv = new("--csv") { Description = "Write the figures to this file, a line for each." };
    private readonly Option<FileInfo?> _svg = new("--svg") { Description = "Write the charts to this file." };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_quick, _only, _markdown, _json, _csv])
            command.Options.Add(option);
    }

    /// <summary>For commands that draw.</summary>
    public void AddChartTo(Command command) => command.Options.Add(_svg);

    public bool IsQuick(ParseResult arguments) => arguments.GetValue(_quick);

    public bool Selects(ParseResult arguments, string name) =>
        arguments.GetValue(_only) is not { } text || name.Contains(text, StringComparison.OrdinalIgnoreCase);

    public ReportFiles Files(ParseResult arguments) =>
        new(arguments.GetValue(_markdown), arguments.GetValue(_json), arguments.GetValue(_csv), arguments.GetValue(_svg));
}
