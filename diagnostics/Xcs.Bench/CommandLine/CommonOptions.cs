using System.CommandLine;

namespace Xcs.Bench;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    private readonly Option<bool> _quick = new("--quick") { Description = "Fewer and shorter samples: a look, not a claim." };
    private readonly Option<string?> _only = new("--only") { Description = "Run only what has this name, or this text in its name." };
    private readonly Option<FileInfo?> _markdown = OutputFile.CreateOption("--markdown", "Write the tables to this file.");
    private readonly Option<FileInfo?> _json = OutputFile.CreateOption("--json", "Write the figures to this file.");
    private readonly Option<FileInfo?> _csv = OutputFile.CreateOption("--csv", "Write the figures to this file, a line for each.");
    private readonly Option<FileInfo?> _svg = OutputFile.CreateOption("--svg", "Write the charts to this file.");

    private IReadOnlyList<string> _names = [];

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="names">What <c>--only</c> picks from; null where that is known only later.</param>
    public void AddTo(Command command, Func<IEnumerable<string>>? names = null)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_quick, _only, _markdown, _json, _csv])
            command.Options.Add(option);
        if (names is not null)
            _only.Validators.Add(result =>
            {
                if (WrongName(result.GetValue(_only), names()) is { } mistake)
                    result.AddError(mistake);
            });
    }

    /// <summary>For commands that draw.</summary>
    public void AddChartTo(Command command) => command.Options.Add(_svg);

    public bool IsQuick(ParseResult arguments) => arguments.GetValue(_quick);

    /// <summary>What is wrong with <c>--only</c> where it has to pick from these names; null where nothing is.</summary>
    public string? WrongName(ParseResult arguments, IEnumerable<string> names) => WrongName(arguments.GetValue(_only), names);

    public bool Selects(ParseResult arguments, string name) =>
        arguments.GetValue(_only) is not { } text || (_names.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? name.Equals(text, StringComparison.OrdinalIgnoreCase)
            : name.Contains(text, StringComparison.OrdinalIgnoreCase));

    public ReportFiles Files(ParseResult arguments) =>
        new(arguments.GetValue(_markdown), arguments.GetValue(_json), arguments.GetValue(_csv), arguments.GetValue(_svg));

    // Remembers the names, because one that is given in full is not also a part of others.
    private string? WrongName(string? text, IEnumerable<string> names)
    {
        _names = [.. names.Distinct()];
        return text is null || _names.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"--only: nothing has '{text}' in its name. There is: {string.Join("; ", _names)}.";
    }
}
