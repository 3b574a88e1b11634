namespace Xcs.Tests.Execution.Streaming;

/// <summary>Effects on two resources, and commits: not thread-safe on purpose.</summary>
internal sealed class Log
{
    public List<int> Firsts { get; } = [];

    public List<int> Seconds { get; } = [];

    public List<int> Commits { get; } = [];

    [Operator(Name = "First", Effect = EffectKind.Ordered, Resource = "first")]
    public int First(int x)
    {
        Firsts.Add(x);
        return x;
    }

    [Operator(Name = "Second", Effect = EffectKind.Ordered, Resource = "second")]
    public int Second(int x)
    {
        Seconds.Add(x);
        return x;
    }

    [Operator(Name = "SecondLater", Effect = EffectKind.Ordered, Resource = "second")]
    public async Task<int> SecondLater(int x)
    {
        await Task.Yield();
        Seconds.Add(x);
        await Task.Yield();
        return x;
    }

    [Operator(Name = "Commit", Effect = EffectKind.Committing)]
    public int Commit(int x)
    {
        Commits.Add(x);
        return x;
    }
}
