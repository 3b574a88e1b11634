using System.Runtime.CompilerServices;

namespace Xcs.Bench;

/// <summary>The nodes of a <see cref="Pattern"/>: one multiplication each.</summary>
internal readonly struct PatternNodes(Pattern pattern) : INodes
{
    private readonly int[] _left = pattern.Left;
    private readonly int[] _right = pattern.Right;
    private readonly ulong[] _slots = new ulong[pattern.Count + 1];

    public Topology Topology => pattern.Topology;

    public Span<ulong> Slots => _slots;

    public ulong Result => _slots[^1];

    public void Begin(ulong argument) => _slots[Pattern.Argument] = argument;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Execute(int node) => _slots[node + 1] = Operators.Mix(_slots[_left[node]], _slots[_right[node]]);
}
