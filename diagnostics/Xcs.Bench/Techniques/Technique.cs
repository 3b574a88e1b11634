namespace Xcs.Bench;

/// <summary>What the hand-written systems share. Nothing here is rebuilt per run.</summary>
internal abstract class Technique<TNodes>(TNodes nodes) : IContender
    where TNodes : struct, INodes
{
    // Not readonly: a call on a readonly struct would copy it.
    private TNodes _nodes = nodes;

    public abstract string Name { get; }

    public virtual ContenderKind Kind => ContenderKind.Peer;

    public Span<ulong> Slots => _nodes.Slots;

    protected Topology Topology { get; } = nodes.Topology;

    public ulong Run(ulong argument)
    {
        _nodes.Begin(argument);
        Run();
        return _nodes.Result;
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Executes every node and waits for all. Publishing a value before its readers start is up to the technique.</summary>
    protected abstract void Run();

    protected void Execute(int node) => _nodes.Execute(node);
}
