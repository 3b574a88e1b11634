namespace Xcs.Bench;

/// <summary>The baseline: a plain loop over the nodes in program order, the operator inlined.</summary>
internal sealed class SequentialLoop(Pattern pattern) : IContender
{
    private readonly ulong[] _slots = new ulong[pattern.Count + 1];

    public string Name => "Sequential loop";

    public ContenderKind Kind => ContenderKind.Baseline;

    public Span<ulong> Slots => _slots;

    public ulong Run(ulong argument)
    {
        var (values, left, right) = (_slots, pattern.Left, pattern.Right);
        values[Pattern.Argument] = argument;
        for (var node = 0; node < left.Length; node++)
            values[node + 1] = Operators.Mix(values[left[node]], values[right[node]]);
        return values[^1];
    }
}
