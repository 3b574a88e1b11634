using System.Globalization;
using System.Text.RegularExpressions;

namespace Xcs.Tests.Diagnostics.Exports;

/// <summary>
/// A strict reader of the part of Mermaid's flowcharts that Xcs writes: every line is one of these forms, subgraphs are closed, and edges and
/// classes name what is there. Labels hold letters, digits, spaces and numbers of characters alone, so that nothing in them can mean anything.
/// </summary>
internal sealed partial class MermaidChart
{
    private readonly HashSet<string> _classes = [];
    private readonly Stack<string> _open = [];

    private MermaidChart(string[] lines)
    {
        Assert.Equal("flowchart LR", lines[0]);
        Assert.Equal("", lines[^1]);
        var later = new List<string>();
        foreach (var line in lines[1..^1])
        {
            Assert.Equal(0, (line.Length - line.TrimStart().Length) % 2);
            Read(line.TrimStart(), later);
        }

        Assert.Empty(_open);
        Assert.All(later, name => Assert.True(Labels.ContainsKey(name) || _classes.Contains(name), $"{name} is not declared"));
    }

    /// <summary>What stands in nodes and subgraphs, by their ids.</summary>
    public Dictionary<string, string> Labels { get; } = [];

    public static MermaidChart Parse(string text) => new(text.Split('\n'));

    private void Read(string line, List<string> later)
    {
        if (Accessible().IsMatch(line))
            return;
        if (line == "end")
            _open.Pop();
        else if (Subgraph().Match(line) is { Success: true } subgraph)
        {
            _open.Push(subgraph.Groups[1].Value);
            Labels.Add(subgraph.Groups[1].Value, Label(subgraph.Groups[2].Value));
        }
        else if (Node().Match(line) is { Success: true } node)
        {
            var (opens, closes) = (node.Groups[2].Value, node.Groups[4].Value);
            Assert.Contains((opens, closes), (IEnumerable<(string, string)>)[("[", "]"), ("([", "])"), ("[[", "]]")]);
            Labels.Add(node.Groups[1].Value, Label(node.Groups[3].Value));
            if (node.Groups[5].Success)
                later.Add(node.Groups[5].Value);
        }
        else if (Edge().Match(line) is { Success: true } edge)
            Assert.All((string[])[edge.Groups[1].Value, edge.Groups[2].Value], name => Assert.Contains(name, (IReadOnlyDictionary<string, string>)Labels));
        else if (ClassDefinition().Match(line) is { Success: true } definition)
            Assert.True(_classes.Add(definition.Groups[1].Value));
        else if (Class().Match(line) is { Success: true } members)
            later.AddRange([.. members.Groups[1].Value.Split(','), members.Groups[2].Value]);
        else
            Assert.Fail($"not a line of a flowchart: {line}");
    }

    private static string Label(string text)
    {
        Assert.Matches("""^([\p{L}\p{N} ]|[^\x00-\x7F]|(?<=[\p{L}\p{N}])[._](?=[\p{L}\p{N}])|%(?=[\p{L}\p{N}])|#[0-9]+;|<br/>)*$""", text);
        return Number().Replace(text.Replace("<br/>", "\n", StringComparison.Ordinal), static number => ((char)int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToString());
    }

    [GeneratedRegex(@"^acc(Title|Descr): [\p{L}\p{N} ._·∞]+$")]
    private static partial Regex Accessible();

    [GeneratedRegex("""^subgraph (n[0-9_]+)\["([^"]*)"\]$""")]
    private static partial Regex Subgraph();

    [GeneratedRegex("""^(n[0-9_]+)([\[(]+)"([^"]*)"([\])]+)(?::::([a-z]+))?$""")]
    private static partial Regex Node();

    [GeneratedRegex("""^(n[0-9_]+) (?:-->|-\.->|==>)(?:\|"× [0-9]+"\|)? (n[0-9_]+)$""")]
    private static partial Regex Edge();

    [GeneratedRegex(@"^classDef ([a-z]+) [a-z-]+:[#a-z0-9 ]+(?:,[a-z-]+:[#a-z0-9 ]+)*$")]
    private static partial Regex ClassDefinition();

    [GeneratedRegex(@"^class (n[0-9_]+(?:,n[0-9_]+)*) ([a-z]+)$")]
    private static partial Regex Class();

    [GeneratedRegex("#([0-9]+);")]
    private static partial Regex Number();
}
