using Xcs.Tests.Execution;

namespace Xcs.Tests.Tracing.Functions;

/// <summary>What is independent in an ordinary function overlaps: proved by operators that wait for each other.</summary>
public sealed class FunctionOverlapTests : IDisposable
{
    private static Rendezvous s_meeting = new(2);

    private readonly WorkerPool _pool = new(new WorkerPoolOptions { Workers = 3, Name = "functions" });

    public static TheoryData<ExecutionMode> Modes => [ExecutionMode.Eager, ExecutionMode.Waves];

    public void Dispose() => _pool.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public void IndependentCallsOverlap(ExecutionMode mode)
    {
        var fast = Graph.Jit(Analyze, Options(mode, 2));
        for (var run = 0; run < 20; run++)
            Assert.Equal(new Report("2", "2"), fast("address"));
        Assert.Equal(20, s_meeting.Rounds.Count);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void CallsInABranchOverlap(ExecutionMode mode)
    {
        var fast = Graph.Jit((int x) =>
        {
            if (x > 3)
            {
                var a = Meet(x);
                var b = Meet(x + 1);
                return a + b;
            }

            return 0;
        }, Options(mode, 2));
        Assert.Equal(9, fast.Invoke(4));
        Assert.Equal(0, fast.Invoke(3));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void CallsOfOneRoundOverlap(ExecutionMode mode)
    {
        var fast = Graph.Jit((int x) =>
        {
            for (var k = 0; k < 3; k++)
                x = Meet(x) + Meet(x + 1);
            return x;
        }, Options(mode, 2));
        Assert.Equal(15, fast.Invoke(1));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void RoundsOfALoopOverlap(ExecutionMode mode)
    {
        var fast = Graph.Jit((List<int> items) =>
        {
            var results = new List<int>();
            foreach (var item in items)
            {
                if (item != 0)
                    results.Add(Meet(item));
            }

            return results;
        }, Options(mode, 3));
        Assert.Equal([3, 1, 2], fast.Invoke([3, 0, 1, 2]));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void CallsInATryOverlap(ExecutionMode mode)
    {
        var fast = Graph.Jit((int x) =>
        {
            try
            {
                return Meet(x) + Meet(x * 2);
            }
            catch (InvalidOperationException)
            {
                return -1;
            }
        }, Options(mode, 2));
        Assert.Equal(15, fast.Invoke(5));
    }

    private static int Meet(int value) => s_meeting.Meet(value);

    private static Report Analyze(string address)
    {
        var page = Fetch(address);
        var summary = Summarize(page);
        var label = Classify(page);
        return new Report(summary, label);
    }

    private static string Fetch(string address) => address;

    private static string Summarize(string page) => $"{Meet(2)}";

    private static string Classify(string page) => $"{Meet(2)}";

    private JitOptions Options(ExecutionMode mode, int size)
    {
        s_meeting = new Rendezvous(size);
        return new JitOptions { Mode = mode, Pool = _pool };
    }

    private sealed record Report(string Summary, string Label);
}
