namespace Xcs.Bench;

/// <summary>The same loop where each node may have an operator of its own, called through a delegate: the price of generality.</summary>
internal sealed class SequentialDelegates(Pattern pattern) : IContender
{
    private readonly ulong[] _slots = new ulong[pattern.Count + 1];
    private readonly Func<ulong, ulong, ulong>[] _operators = [.. Enumerable.Repeat(Operators.Mix, pattern.Count)];

    public string Name => "Sequential loop, delegates";

    public ContenderKind Kind => ContenderKind.Reference;

    public Span<ulong> Slots => _slots;

    public ulong Run(ulong argument)
    {
        var (values, left, right) = (_slots, pattern.Left, pattern.Right);
        values[Pattern.Argument] = argument;
        for (var node = 0; node < _operators.Length; node++)
            values[node + 1] = _operators[node](values[left[node]], values[right[node]]);
        return values[^1];
    }
}
