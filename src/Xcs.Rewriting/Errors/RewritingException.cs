namespace Xcs.Rewriting;

/// <summary>A world refuses something, or a tick failed. The state is what it was before the call.</summary>
public class RewritingException : XcsException
{
    internal RewritingException(Fault fault, string rule, string mend, string? place = null, Exception? inner = null)
        : base(rule, mend, place, default, inner) => Fault = fault;

    /// <summary>The kind of mistake.</summary>
    public Fault Fault { get; }
}
