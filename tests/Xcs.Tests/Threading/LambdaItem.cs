using Xcs.Threading;

namespace Xcs.Tests.Threading;

/// <summary>A work item made of a lambda.</summary>
internal sealed class LambdaItem(Action<long> body) : IPoolWorkItem
{
    public LambdaItem(Action body)
        : this(_ => body())
    {
    }

    public void Execute(long generation) => body(generation);
}
