using System.Globalization;
using System.Net;
using System.Text;

namespace Xcs.Rewriting.Display;

/// <summary>What a receipt says, as rows.</summary>
internal static class ReceiptTable
{
    private const int MostRejections = 10;

    public static string ToHtml(TickReceipt receipt)
    {
        var html = new StringBuilder("<table class=\"xcs-receipt\"><tbody>\n");
        foreach (var (name, value) in Rows(receipt))
            html.Append(CultureInfo.InvariantCulture, $"<tr><th style=\"text-align:left\">{name}</th><td style=\"text-align:left\"><code>{WebUtility.HtmlEncode(value)}</code></td></tr>\n");
        return html.Append("</tbody></table>\n").ToString();
    }

    public static string ToText(TickReceipt receipt)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Rows(receipt))
            text.Append(CultureInfo.InvariantCulture, $"{name,-12}{value}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Rows(TickReceipt receipt)
    {
        yield return ("tick", receipt.Tick.ToString(CultureInfo.InvariantCulture));
        yield return ("rounds", receipt.Rounds.ToString(CultureInfo.InvariantCulture));
        yield return ("accepted", receipt.Accepted.ToString("N0", CultureInfo.InvariantCulture));
        yield return ("rejected", receipt.Rejected.Count.ToString("N0", CultureInfo.InvariantCulture));
        yield return ("policy", receipt.Policy.ToString());
        yield return ("state root", receipt.StateRoot.ToString());
        yield return ("patch", receipt.PatchDigest.ToString());
        yield return ("commit", receipt.CommitHash.ToString());
        foreach (var rejection in receipt.Rejected.Take(MostRejections))
            yield return ("lost", $"{rejection.Rewrite} to {string.Join(", ", rejection.Blockers)}");
        if (receipt.Rejected.Count > MostRejections)
            yield return ("", $"and {(receipt.Rejected.Count - MostRejections).ToString("N0", CultureInfo.InvariantCulture)} more");
    }
}
