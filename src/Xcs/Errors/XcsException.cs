namespace Xcs;

/// <summary>Xcs refuses something: the message names the place, the rule that is broken and how to mend it.</summary>
public abstract class XcsException : Exception
{
    private protected XcsException(string rule, string mend, string? place, SourceLocation source, Exception? inner = null)
        : base(Compose(rule, mend, place, source), inner)
    {
        Rule = rule;
        Mend = mend;
        Place = place;
        Source = source;
    }

    /// <summary>What does not hold.</summary>
    public string Rule { get; }

    /// <summary>What to write instead.</summary>
    public string Mend { get; }

    /// <summary>The node, method or option concerned; null where there is none.</summary>
    public string? Place { get; }

    /// <summary>The line of the user's program, where it is known.</summary>
    public new SourceLocation Source { get; }

    private static string Compose(string rule, string mend, string? place, SourceLocation source)
    {
        var where = (place, source.IsKnown) switch
        {
            (null, false) => "",
            (null, true) => $"{source}: ",
            (_, false) => $"{place}: ",
            _ => $"{place} ({source}): ",
        };
        return $"{where}{rule}. {mend}";
    }
}
