using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting.Bcl;

public class BclDifferentialTests(ITestOutputHelper output)
{
    [Fact]
    public void LiftedMethodsOfTheBaseClassLibraryDoWhatTheOriginalsDo()
    {
        var all = BclCandidates.All();
        var candidates = all.Where(static candidate => candidate.Exclusion is null)
            .Where(static candidate => LiftingOptions.Filter is not { } filter || candidate.Name.Contains(filter, StringComparison.Ordinal))
            .ToList();
        var before = DifferentialCheck.Compared;
        var coverage = new BclCoverage(all, BclRun.Judge(candidates));
        var after = DifferentialCheck.Compared;
        output.WriteLine($"{after.Calls - before.Calls} calls compared, {after.Failures - before.Failures} of them ended in an exception; inputs from seed {LiftingOptions.Seed}");
        output.WriteLine(coverage.Report());

        var mismatches = coverage.Mismatches.ToList();
        Assert.True(mismatches.Count == 0, $"{mismatches.Count} mismatches\n{string.Join("\n\n", mismatches.Take(40))}");
        if (LiftingOptions.Filter is null)
            BclGolden.Check(coverage);
    }
}
