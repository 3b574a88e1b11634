namespace Xcs.Bench;

/// <summary>A system that runs one workload, prepared as far as its technique allows when it is constructed.</summary>
internal interface IContender : IDisposable
{
    string Name { get; }

    ContenderKind Kind { get; }

    /// <summary>The value of every slot after a run, where the system keeps them; empty where it returns the result alone.</summary>
    Span<ulong> Slots => [];

    /// <summary>One complete run: when it returns, every node has run.</summary>
    ulong Run(ulong argument);

    void IDisposable.Dispose()
    {
    }
}
