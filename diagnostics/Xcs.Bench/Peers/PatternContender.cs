using System.Runtime.CompilerServices;

namespace Xcs.Bench;

/// <summary>What the hand-written systems share: the slots, and how a node is executed. Nothing here is rebuilt per run.</summary>
internal abstract class PatternContender(Pattern pattern) : IContender
{
    private readonly int[] left = pattern.Left;
    private readonly int[] right = pattern.Right;
    private readonly ulong[] slots = new ulong[pattern.Count + 1];

    public abstract string Name { get; }

    public virtual ContenderKind Kind => ContenderKind.Peer;

    public Span<ulong> Slots => slots;

    protected Pattern Pattern => pattern;

    public ulong Run(ulong argument)
    {
        slots[Pattern.Argument] = argument;
        Run();
        return slots[^1];
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Executes every node and waits for all. Publishing a value before its readers start is up to the technique.</summary>
    protected abstract void Run();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Execute(int node) => slots[node + 1] = Operators.Mix(slots[left[node]], slots[right[node]]);
}
