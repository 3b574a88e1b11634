using System.Diagnostics;

namespace Xcs.Browser.Tests;

/// <summary>Reports of real runs: a small one with everything that a graph may have, and a large one.</summary>
internal static class TracedRuns
{
    private const int WarmUps = 3;

    private static readonly Lazy<RunReport> SmallRun = new(() => Record(Graph.Jit<int, int>(Everything, Options()), 3));
    private static readonly Lazy<RunReport> LargeRun = new(() => Record(Graph.Jit<int, int>(Many, Options()), 1));

    public static RunReport Small => SmallRun.Value;

    public static RunReport Large => LargeRun.Value;

    private static JitOptions Options() => new()
    {
        Mode = ExecutionMode.Eager,
        Compilation = CompilationMode.Interpreted,
        Pool = new WorkerPool(new WorkerPoolOptions { Workers = 3 }),
    };

    private static RunReport Record(JitFunction<int, int> function, int argument)
    {
        for (var run = 0; run < WarmUps; run++)
            function.Invoke(argument);
        using var trace = RunTrace.Start();
        function.Invoke(argument);
        return trace.Reports[0];
    }

    private static Traced<int> Everything(Traced<int> x)
    {
        var parts = Enumerable.Range(0, 6).Select(k => (x + k).Then(Load).Then(Parse)).ToArray();
        var logged = parts.Select(part => part.Then(Log)).ToArray();
        var lengths = Graph.Map(x.Then(Range), item => item.Then(Length));
        var fetched = Graph.Call(Fetch, x);
        return Graph.Call(Join, Sum([.. logged, fetched]), lengths);
    }

    // 200 rows of 500: 10^5 events with the edges' ends.
    private static Traced<int> Many(Traced<int> x)
    {
        var row = Enumerable.Repeat(x, 500).ToArray();
        for (var depth = 0; depth < 200; depth++)
            row = [.. row.Select((value, k) => Graph.Call(Add, value, row[(k + 1) % row.Length]))];
        return Sum(row);
    }

    private static Traced<int> Sum(Traced<int>[] values)
    {
        while (values.Length > 1)
            values = [.. values.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : Graph.Call(Add, pair[0], pair[1]))];
        return values[0];
    }

    private static int Load(int x) => Spin(x, 600);

    private static int Parse(int x) => Spin(x, 300 + (150 * (x % 3)));

    [Operator(Effect = EffectKind.Ordered, Resource = "log <&\"main\">")]
    private static int Log(int x) => Spin(x, 200);

    private static int Length(int x) => Spin(x, 50);

    private static int[] Range(int x) => [.. Enumerable.Range(0, 20 * x)];

    private static int Join(int sum, int[] lengths) => sum + lengths.Length;

    private static int Add(int x, int y) => x + y;

    private static async Task<int> Fetch(int x)
    {
        await Task.Delay(2);
        return x;
    }

    private static int Spin(int x, int microseconds)
    {
        var end = Stopwatch.GetTimestamp() + (microseconds * Stopwatch.Frequency / 1_000_000);
        while (Stopwatch.GetTimestamp() < end)
        {
        }

        return x;
    }
}
