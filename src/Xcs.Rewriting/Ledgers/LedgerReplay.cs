namespace Xcs.Rewriting;

/// <summary>An entry of a ledger that is done again.</summary>
internal sealed record LedgerReplay(LedgerEntry Entry, TickReceipt Receipt, int PatchAt);
