namespace Xcs;

/// <summary>A function cannot be traced into a graph as it is written.</summary>
public sealed class TracingException : XcsException
{
    internal TracingException(string rule, string mend, string? place = null, SourceLocation source = default, Exception? inner = null)
        : base(rule, mend, place, source, inner)
    {
    }
}
