namespace QuickStart;

/// <summary>The command line: <c>[folder] [--query "words"]</c>.</summary>
public sealed record Arguments(string? Folder, string Query)
{
    public const string Usage =
        "Usage: dotnet run -c Release --project examples/QuickStart -- [folder of XML or text files] [--query \"words to look for\"]";

    private const string DefaultQuery = "thread-safe dictionary for concurrent readers and writers";

    public static Arguments Parse(ReadOnlySpan<string> arguments)
    {
        var parsed = new Arguments(null, DefaultQuery);
        while (!arguments.IsEmpty)
        {
            (parsed, arguments) = arguments switch
            {
                ["--query", var query, ..] => (parsed with { Query = query }, arguments[2..].ToArray()),
                [['-', ..], ..] => throw new CorpusException($"'{arguments[0]}' is not understood. {Usage}"),
                [var folder, ..] when parsed.Folder is null => (parsed with { Folder = folder }, arguments[1..].ToArray()),
                _ => throw new CorpusException($"Only one folder can be indexed; '{arguments[0]}' is the second. {Usage}"),
            };
        }

        return parsed;
    }
}
