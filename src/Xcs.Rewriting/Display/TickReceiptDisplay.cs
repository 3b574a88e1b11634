using Xcs.Diagnostics.Display;

namespace Xcs.Rewriting.Display;

/// <summary>A receipt as a table: what the tick did, its hashes, and who lost against whom.</summary>
internal sealed class TickReceiptDisplay() : FormatterSource<TickReceipt>(ReceiptTable.ToHtml, ReceiptTable.ToText);
