namespace Xcs;

/// <summary>A graph is malformed: a cycle, an input of the wrong type, a parameter without a node.</summary>
public sealed class GraphException : XcsException
{
    internal GraphException(string rule, string mend, string? place = null, SourceLocation source = default)
        : base(rule, mend, place, source)
    {
    }
}
