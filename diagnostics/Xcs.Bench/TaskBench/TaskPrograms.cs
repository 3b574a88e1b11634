namespace Xcs.Bench;

/// <summary>A <see cref="TaskGraph"/> as a user of the product writes it: a call for each task, with what it reads as arguments.</summary>
internal static class TaskPrograms
{
    public static Func<Traced<ulong>, Traced<ulong>> For(TaskGraph graph) => argument =>
    {
        Traced<TaskSite>[] sites = [.. graph.Sites.Select(site => Graph.Constant(site))];
        var values = new Traced<TaskValue>[sites.Length];
        foreach (var site in graph.Sites)
            values[site.Node] = Call(sites[site.Node], argument, Array.ConvertAll(site.InputSlots, slot => values[slot - 1]));
        return Graph.Call(CombineAll, Graph.Array(values[graph.LastStep]));
    };

    public static ulong Combine(ReadOnlySpan<TaskValue> values)
    {
        ulong digest = 0;
        foreach (var value in values)
            digest = Operators.Mix(digest, value.Digest);
        return digest;
    }

    private static ulong CombineAll(TaskValue[] values) => Combine(values);

    private static Traced<TaskValue> Call(Traced<TaskSite> site, Traced<ulong> argument, Traced<TaskValue>[] inputs) => inputs switch
    {
        [] => Graph.Call(Start, site, argument),
        [var a] => Graph.Call(Read, site, a),
        [var a, var b] => Graph.Call(Read, site, a, b),
        [var a, var b, var c] => Graph.Call(Read, site, a, b, c),
        [var a, var b, var c, var d] => Graph.Call(Read, site, a, b, c, d),
        [var a, var b, var c, var d, var e] => Graph.Call(Read, site, a, b, c, d, e),
        _ => Graph.Call(ReadAll, site, Graph.Array(inputs)),
    };

    private static TaskValue Start(TaskSite site, ulong argument) => site.Finish(argument);

    private static TaskValue Read(TaskSite site, TaskValue a) => site.Finish(site.Read(0, 0, a));

    private static TaskValue Read(TaskSite site, TaskValue a, TaskValue b) => site.Finish(site.Read(site.Read(0, 0, a), 1, b));

    private static TaskValue Read(TaskSite site, TaskValue a, TaskValue b, TaskValue c) =>
        site.Finish(site.Read(site.Read(site.Read(0, 0, a), 1, b), 2, c));

    private static TaskValue Read(TaskSite site, TaskValue a, TaskValue b, TaskValue c, TaskValue d) =>
        site.Finish(site.Read(site.Read(site.Read(site.Read(0, 0, a), 1, b), 2, c), 3, d));

    private static TaskValue Read(TaskSite site, TaskValue a, TaskValue b, TaskValue c, TaskValue d, TaskValue e) =>
        site.Finish(site.Read(site.Read(site.Read(site.Read(site.Read(0, 0, a), 1, b), 2, c), 3, d), 4, e));

    private static TaskValue ReadAll(TaskSite site, TaskValue[] inputs)
    {
        ulong digest = 0;
        for (var k = 0; k < inputs.Length; k++)
            digest = site.Read(digest, k, inputs[k]);
        return site.Finish(digest);
    }
}
