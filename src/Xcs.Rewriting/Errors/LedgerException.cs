namespace Xcs.Rewriting;

/// <summary>A ledger is damaged or does not fit.</summary>
public sealed class LedgerException : RewritingException
{
    internal LedgerException(string rule, string mend, string? place = null, Exception? inner = null)
        : base(Fault.Ledger, rule, mend, place, inner)
    {
    }
}
