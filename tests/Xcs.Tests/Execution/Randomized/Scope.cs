namespace Xcs.Tests.Execution.Randomized;

/// <summary>The values that a line can see, plain or traced.</summary>
internal sealed class Scope
{
    private readonly List<object>[] _values;

    public Scope() => _values = [.. Enum.GetValues<Kind>().Select(static _ => new List<object>())];

    private Scope(Scope outer) => _values = [.. outer._values.Select(static values => new List<object>(values))];

    public object this[Pick pick]
    {
        get
        {
            var values = _values[(int)pick.Kind];
            return values[values.Count - 1 - (pick.Back % values.Count)];
        }
    }

    public void Add(Kind kind, object value) => _values[(int)kind].Add(value);

    public Scope Inner(params ReadOnlySpan<(Kind Kind, object Value)> parameters)
    {
        var inner = new Scope(this);
        foreach (var (kind, value) in parameters)
            inner.Add(kind, value);
        return inner;
    }
}
