namespace Xcs.Optimization;

/// <summary>What the passes did, as lines for <c>Explain()</c>: the first few of each kind by name, the number of the others.</summary>
internal sealed class PassNotes
{
    private const int Listed = 16;

    private readonly List<string> _lines = [];
    private readonly SortedDictionary<string, int> _unlisted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = [];

    public bool HasAny => _lines.Count > 0;

    public IReadOnlyList<string> Lines =>
        [.. _lines, .. _unlisted.Select(static pair => $"{pair.Key} {pair.Value} more, {pair.Value + Listed} in all")];

    /// <summary>Adds a line such as <c>dead code: removed %4 add</c>. The description is asked for only where the line is listed.</summary>
    /// <param name="action">What was done, up to the node.</param>
    /// <param name="describe">The node and what else there is to say.</param>
    public void Add(string action, Func<string> describe)
    {
        if (IsListed(action))
            _lines.Add($"{action} {describe()}");
    }

    /// <summary>Takes over the lines of a body, for the first few bodies.</summary>
    public void Include(string place, IEnumerable<string> lines)
    {
        if (IsListed("bodies: changed"))
            _lines.AddRange(lines.Select(line => $"in {place}: {line}"));
    }

    private bool IsListed(string action)
    {
        var count = _counts[action] = _counts.GetValueOrDefault(action) + 1;
        if (count > Listed)
            _unlisted[action] = count - Listed;
        return count <= Listed;
    }
}
