namespace Xcs.Tests.Diagnostics.Reports;

/// <summary>Graphs with a known fault each, with operators that do nothing.</summary>
internal static class PlantedGraphs
{
    /// <summary>Eight independent nodes and a join; one of the eight is called Slow.</summary>
    public static DataflowGraph Straggler() => Graph.Trace((Traced<int> x) =>
    {
        var parts = Enumerable.Range(0, 8).Select(k => k == 5 ? x.Then(Slow) : x.Then(Quick)).ToArray();
        return Sum(parts);
    });

    /// <summary>Eight nodes that pass each other nothing, but write to one resource, and a join.</summary>
    public static DataflowGraph FalseDependency() => Graph.Trace((Traced<int> x) =>
        Sum([.. Enumerable.Range(0, 8).Select(_ => x.Then(Log))]));

    /// <summary>Many nodes of next to nothing, ten deep.</summary>
    public static DataflowGraph Fine() => Graph.Trace((Traced<int> x) =>
    {
        var row = Enumerable.Repeat(x, 16).ToArray();
        for (var depth = 0; depth < 10; depth++)
            row = [.. row.Select((value, k) => Graph.Call(Tiny, value, row[(k + 1) % row.Length]))];
        return Sum(row);
    });

    /// <summary>A slow node that quick ones wait for, and a quick one that a slow one waits for; none forms a chain with another.</summary>
    public static DataflowGraph Waves() => Graph.Trace((Traced<int> x) =>
    {
        var (slow, quick) = (x.Then(Slow), x.Then(Quick));
        return Sum([quick.Then(Slow), quick.Then(Quick), slow.Then(Quick), slow.Then(Quick)]);
    });

    public static Traced<int> Sum(Traced<int>[] values)
    {
        while (values.Length > 1)
            values = [.. values.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : Graph.Call(Tiny, pair[0], pair[1]))];
        return values[0];
    }

    public static int Slow(int x) => x + 5;

    public static int Quick(int x) => x + 1;

    public static int Tiny(int x, int y) => x + y;

    [Operator(Effect = EffectKind.Ordered, Resource = "log")]
    public static int Log(int x) => x - 1;
}
