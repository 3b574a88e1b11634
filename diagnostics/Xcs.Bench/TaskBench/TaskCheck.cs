namespace Xcs.Bench;

/// <summary>What must hold before a system is measured: its result is the loop's, and each task has run exactly once a run.</summary>
internal static class TaskCheck
{
    private const int Runs = 6;

    public static void Check(IContender contender, IContender baseline, TaskGraph graph)
    {
        for (ulong argument = 1; argument <= Runs; argument++)
        {
            var expected = baseline.Run(argument);
            var counts = graph.Counts = new int[graph.Sites.Length];
            var result = contender.Run(argument);
            graph.Counts = null;
            Verification.Require(result == expected, contender, "the result differs from the plain loop's");
            Verification.Require(Array.TrueForAll(counts, count => count == 1), contender, "a task did not run exactly once");
        }
    }
}
