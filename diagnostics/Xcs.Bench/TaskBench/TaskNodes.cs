namespace Xcs.Bench;

/// <summary>The tasks of a <see cref="TaskGraph"/> for the hand-written techniques.</summary>
internal readonly struct TaskNodes(TaskGraph graph) : INodes
{
    private readonly TaskSite[] _sites = graph.Sites;
    private readonly TaskValue[] _values = new TaskValue[graph.Sites.Length + 1];

    public Topology Topology => graph.Topology;

    public Span<ulong> Slots => [];

    public ulong Result => TaskPrograms.Combine(_values.AsSpan(1)[graph.LastStep]);

    public void Begin(ulong argument) => _values[0] = new TaskValue(-1, 0, argument);

    public void Execute(int node)
    {
        var (site, values) = (_sites[node], _values);
        var digest = values[0].Digest;
        var slots = site.InputSlots;
        for (var k = 0; k < slots.Length; k++)
            digest = site.Read(k == 0 ? 0 : digest, k, values[slots[k]]);
        values[node + 1] = site.Finish(digest);
    }
}
