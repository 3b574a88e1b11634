namespace Xcs.Tests.Tracing.Functions;

/// <summary>What a function did that others can see, line by line.</summary>
internal sealed class Journal
{
    public List<string> Lines { get; } = [];

    public int Count { get; set; }

    public void Write(string line) => Lines.Add(line);

    public int Take()
    {
        Lines.Add($"take {Count}");
        return Count++;
    }

    public Section Open(string name)
    {
        Lines.Add($"open {name}");
        return new Section(this, name);
    }

    internal sealed class Section(Journal journal, string name) : IDisposable
    {
        public void Add(int value) => journal.Lines.Add($"{name}: {value}");

        public void Dispose() => journal.Lines.Add($"close {name}");
    }
}
