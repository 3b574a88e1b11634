namespace Xcs.Bench;

/// <summary>All tables of <c>rewriting</c>.</summary>
internal static class RewritingCases
{
    private const int Few = 1_000;
    private const int Many = 100_000;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000];

    public static IEnumerable<RewritingCase> Create(bool isQuick)
    {
        var processes = isQuick ? 100_000 : 1_000_000;
        yield return new RewritingCase(
            new Workload($"mutex ring of {Figures.Count(processes)} processes, from the empty world on", (5 * processes) - 1, 1, () => [new RingContender(processes, Admission.Skipped), new RingContender(processes, Admission.On)]),
            "6 million rewrites/s with admission; at most 1.15 times the time without",
            IsLong: true);
        yield return new RewritingCase(
            new Workload($"ticks of {Figures.Count(Many)} rewrites, one worker", Many, 1, () => [new TickContender("without", Many, Many, Places.All, 1, Admission.Skipped), new TickContender("with", Many, Many, Places.All, 1, Admission.On)]),
            "at most 1.15 times the time without");
        yield return new RewritingCase(
            new Workload($"ticks of {Figures.Count(Many)} rewrites, workers", Many, 1, () => [.. new[] { 1, 2 }.Select(workers => new TickContender($"{workers}", Many, Many, Places.All, workers, Admission.On))]),
            "two workers take 1 / 1.8 = 0.56 of the time of one");
        yield return OverSizes(Places.Row, "in a row", "at most 1.3 times the time of the smallest", isQuick);
        yield return OverSizes(Places.Groups, "eight side by side", "no goal: 125 pages, each with its path to the root", isQuick);
        yield return OverSizes(Places.Single, "each by itself", "no goal: the smallest has 157 pages to hash, the others 1,000", isQuick);
    }

    private static RewritingCase OverSizes(Places places, string where, string goal, bool isQuick) => new(
        new Workload($"ticks of {Figures.Count(Few)} rewrites, {where}, nodes", Few, 1, () =>
            [.. Sizes[..(isQuick ? 3 : 4)].Select(size => new TickContender(Figures.Count(size), size, Few, places, 1, Admission.On))]),
        goal);
}
