namespace Xcs.Rewriting;

/// <summary>
/// Compares the accesses of one rewrite with its footprint. What <see cref="Rule.Match"/> reads is kept until the footprint is known. A violation is
/// remembered, so that it surfaces also when the rule swallows the exception or throws another one.
/// </summary>
internal sealed class Guard
{
    private readonly List<(ulong Row, uint Mask, Func<string> Access)> _pending = [];
    private Footprint? _footprint;
    private Rule _rule = null!;
    private NodeId _scope;
    private bool _isEdit;

    /// <summary>The first violation of the rewrite.</summary>
    public string? Violation { get; private set; }

    /// <summary>Edits are not guarded.</summary>
    public void BeginEdit() => _isEdit = true;

    public void BeginMatch(Rule rule, NodeId scope)
    {
        _isEdit = false;
        _rule = rule;
        _scope = scope;
        _footprint = null;
        _pending.Clear();
        Violation = null;
    }

    /// <summary>From now on the footprint counts, also for what was read before.</summary>
    public void Enforce(Footprint footprint)
    {
        _footprint = footprint;
        foreach (var (row, mask, access) in _pending)
            Check(row, mask, access);
        _pending.Clear();
        ThrowIfViolated(null);
    }

    /// <summary>An access that needs one of the claims in a mask.</summary>
    public void Access(ulong row, uint mask, Func<string> access)
    {
        if (_isEdit)
            return;
        if (_footprint is null)
        {
            _pending.Add((row, mask, access));
            return;
        }

        Check(row, mask, access);
        ThrowIfViolated(null);
    }

    /// <summary>Whether the footprint, once it is known, has one of the claims in a mask.</summary>
    public bool Covers(ulong row, uint mask) => _footprint is not null && (_footprint.MaskOf(row) & mask) != 0;

    public void ThrowIfViolated(Exception? inner)
    {
        if (Violation is { } access)
            throw new FootprintException(_rule, _scope, access, inner);
    }

    private void Check(ulong row, uint mask, Func<string> access)
    {
        if (Violation is null && (_footprint!.MaskOf(row) & mask) == 0)
            Violation = access();
    }
}
