using System.Globalization;
using System.Text;

namespace Xcs.Tests.Lifting.Bcl;

/// <summary>How much of the base class library is lifted, and why the rest is not.</summary>
internal sealed class BclCoverage(IReadOnlyList<BclCandidate> all, IReadOnlyList<BclVerdict> verdicts)
{
    public int Candidates => verdicts.Count;

    public int Accepted => verdicts.Count(static verdict => verdict.Accepted);

    public IEnumerable<string> Mismatches => verdicts.Where(static verdict => verdict.Mismatch is not null).Select(static verdict => verdict.Mismatch!);

    public IEnumerable<(string Method, string Construct)> Refused =>
        verdicts.Where(static verdict => !verdict.Accepted).Select(static verdict => (verdict.Candidate.Name, verdict.Refusal!)).Distinct();

    public string Report()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Accepted} of {Candidates} methods accepted ({100.0 * Accepted / Math.Max(Candidates, 1):F1} %)\n");
        Table(text, "\naccepted by assembly", verdicts.Where(static verdict => verdict.Accepted).Select(static verdict => verdict.Candidate.Assembly));
        Table(text, "\noffered by assembly", verdicts.Select(static verdict => verdict.Candidate.Assembly));
        Table(text, "\naccepted by length", verdicts.Where(static verdict => verdict.Accepted).Select(static verdict => Length(verdict.Candidate)));
        Table(text, "\nrefused for", Refused.Select(static refusal => refusal.Construct));
        Table(text, "\nnot offered, because", all.Select(static candidate => candidate.Exclusion).OfType<string>());
        return text.ToString();
    }

    private static string Length(BclCandidate candidate) => IlOpcodes.Of(candidate.Instances[0]).Count() switch
    {
        <= 8 => "up to 8 instructions",
        <= 30 => "9 to 30 instructions",
        <= 100 => "31 to 100 instructions",
        _ => "more than 100 instructions",
    };

    private static void Table(StringBuilder text, string heading, IEnumerable<string> entries)
    {
        text.Append(heading).Append('\n');
        foreach (var group in entries.GroupBy(static entry => entry).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{group.Count(),6}  {group.Key}\n");
    }
}
