using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting.Bcl;

/// <summary>
/// Holds the coverage against the committed one, so that it can only grow. Another patch of the runtime may have other methods and other IL:
/// there the share of accepted methods may be half a percent lower; on the runtime of the golden file no method may be lost.
/// </summary>
internal static class BclGolden
{
    private const string FileName = "bcl-coverage.golden.txt";
    private const string RefusedHeading = "refused methods";

    public static void Check(BclCoverage coverage)
    {
        if (LiftingOptions.Golden is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, FileName), Text(coverage));
            return;
        }

        using var stream = typeof(BclGolden).Assembly.GetManifestResourceStream("golden/" + FileName);
        Assert.True(stream is not null, $"There is no golden file: write it with XCS_LIFTING_GOLDEN=tests/Xcs.Tests/Lifting");
        var golden = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (accepted, candidates) = (Number(golden, "accepted"), Number(golden, "candidates"));
        if (golden[0] == Heading)
        {
            var known = golden.SkipWhile(static line => line != RefusedHeading).Skip(1).Select(static line => line.Split('\t')[0]).ToHashSet(StringComparer.Ordinal);
            var lost = coverage.Refused.Where(refusal => !known.Contains(refusal.Method)).ToList();
            Assert.True(lost.Count == 0, $"{lost.Count} methods are no longer accepted:\n{string.Join('\n', lost.Take(50))}");
            Assert.True(coverage.Accepted >= accepted, $"{coverage.Accepted} methods accepted, {accepted} before");
        }
        else
        {
            var (share, before) = ((double)coverage.Accepted / coverage.Candidates, (double)accepted / candidates);
            Assert.True(share >= before - 0.005, $"{share:P2} of the methods accepted, {before:P2} before");
        }
    }

    private static string Heading => $"runtime {Environment.Version}";

    private static string Text(BclCoverage coverage) =>
        $"{Heading}\ncandidates {coverage.Candidates}\naccepted {coverage.Accepted}\n\n{coverage.Report()}\n{RefusedHeading}\n" +
        string.Concat(coverage.Refused.OrderBy(static refusal => refusal.Method, StringComparer.Ordinal).Select(static refusal => $"{refusal.Method}\t{refusal.Construct}\n"));

    private static int Number(string[] lines, string name) => int.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ')[1]);
}
