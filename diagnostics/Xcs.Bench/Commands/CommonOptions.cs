using System.CommandLine;

namespace Xcs.Bench;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    private readonly Option<bool> quick = new("--quick") { Description = "Fewer and shorter samples: a look, not a claim." };
    private readonly Option<string?> only = new("--only") { Description = "Run only what has this text in its name." };
    private readonly Option<FileInfo?> markdown = new("--markdown") { Description = "Write the tables to this file." };
    private readonly Option<FileInfo?> json = new("--json") { Description = "Write the figures to this file." };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[quick, only, markdown, json])
            command.Options.Add(option);
    }

    public bool IsQuick(ParseResult arguments) => arguments.GetValue(quick);

    public bool Selects(ParseResult arguments, string name) =>
        arguments.GetValue(only) is not { } text || name.Contains(text, StringComparison.OrdinalIgnoreCase);

    public ReportFiles Files(ParseResult arguments) => new(arguments.GetValue(markdown), arguments.GetValue(json));
}
