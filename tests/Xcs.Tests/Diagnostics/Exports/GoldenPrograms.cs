using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Tests.Planning;

namespace Xcs.Tests.Diagnostics.Exports;

/// <summary>The plans whose pictures are kept.</summary>
internal static class GoldenPrograms
{
    // What front ends refuse, pictures bear.
    public const string HostileArgument = "\"\"\n]] end; %% `x` --> <a & 'b'> \\N\0\uD800 1. 日本語😀\"";
    public const string HostileOperator = "subgraph end\"]\\N\\\" &lt; #quot; 1. x|y{z} <b>";
    public const string HostileGraph = "end --> \"x\" \\ {<&>}\n%% init";

    public static TheoryData<string> Names => [.. Plans.Keys];

    public static IReadOnlyDictionary<string, ExecutionPlan> Plans { get; } = new Dictionary<string, ExecutionPlan>
    {
        ["diamond"] = Diamond(),
        ["control"] = Control(),
        ["order"] = Order(),
        ["folded"] = Graphs.Stencil(width: 50, rows: 40).Plan(),
        ["hostile"] = Hostile(),
        ["empty"] = new ExecutionPlan(Graphs.Chain(0)),
    };

// Pictures name the lines of the program: these must stay where they are.
#line 1 "Program.cs"
    private static ExecutionPlan Diamond() => Graph.Jit((Traced<int> x) =>
    {
        var root = Graph.Call(Load, x);
        return Graph.Call(Join, Graph.Call(Slow, root), Graph.Call(Quick, root));
    }).Plan;

    private static ExecutionPlan Control() => Graph.Jit((Traced<int[]> values, Traced<int> limit) =>
    {
        var top = Graph.Call(Load, limit);
        var mapped = Graph.Map(values, item => Graph.If(
            Graph.Call(IsBig, item, top),
            () => Graph.Call(Quick, Graph.Call(FetchAsync, item)),
            () => Graph.Call(Join, Graph.Call(Slow, item), Graph.Call(Quick, item))));
        return Graph.While(Graph.Reduce(mapped, (a, b) => a + b), state => Graph.Call(IsBig, state, top), state => Graph.Call(Quick, state));
    }).Plan;

    private static ExecutionPlan Order() => Graph.Jit((Traced<int> x) =>
    {
        var first = Graph.Call(Write, x);
        var second = Graph.Call(Write, Graph.Call(Quick, x));
        return Graph.Call(Join, first, Graph.Call(Write, second));
    }).Plan;
#line default

    private static ExecutionPlan Hostile()
    {
        var buffer = new GraphBuffer();
        var argument = buffer.Add(new ArgumentOperator<string>(HostileArgument), [], default);
        var node = buffer.Add(new CallOperator<string>(HostileOperator, new Invoker<string, string>(static x => x)), [argument], default);
        return new ExecutionPlan(Graphs.Close(buffer, node, HostileGraph));
    }

    private static int Load(int x) => x;

    [Operator(Cost = 2_500_000)]
    private static int Slow(int x) => x;

    [Operator(Cost = 800_000)]
    private static int Quick(int x) => x;

    [Operator(Effect = EffectKind.Ordered, Resource = "log")]
    private static int Write(int x) => x;

    private static int Join(int x, int y) => x + y;

    private static bool IsBig(int x, int limit) => x > limit;

    private static async Task<int> FetchAsync(int x)
    {
        await Task.Yield();
        return x;
    }
}
