using Xcs.Threading;

namespace Xcs.InterleavingTests.Threading;

/// <summary>A work item made of a lambda.</summary>
internal sealed class LambdaItem(Action<long> body) : IPoolWorkItem
{
    public void Execute(long generation) => body(generation);
}
