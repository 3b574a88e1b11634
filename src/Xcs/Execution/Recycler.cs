using Xcs.Threading;

namespace Xcs.Execution;

/// <summary>Keeps a few objects for use again. Lock-free; what does not fit is left to the collector.</summary>
internal sealed class Recycler<T>(Func<T> create)
    where T : class
{
    private readonly T?[] _kept = new T?[2 * Math.Max(4, Environment.ProcessorCount)];

    public T Rent()
    {
        for (var k = 0; k < _kept.Length; k++)
        {
            if (_kept[k] is null)
                continue;
            Interleaving.Point();
            if (Interlocked.Exchange(ref _kept[k], null) is { } item)
                return item;
        }

        return create();
    }

    public void Return(T item)
    {
        for (var k = 0; k < _kept.Length; k++)
        {
            if (_kept[k] is not null)
                continue;
            Interleaving.Point();
            if (Interlocked.CompareExchange(ref _kept[k], item, null) is null)
                return;
        }
    }
}
