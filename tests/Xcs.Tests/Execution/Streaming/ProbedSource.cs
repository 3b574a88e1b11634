namespace Xcs.Tests.Execution.Streaming;

/// <summary>A source that counts what is read and knows whether it is open.</summary>
internal sealed class ProbedSource(int count, Func<int, Task>? beforeItem = null) : IAsyncEnumerable<int>
{
    private int _read;
    private int _open;
    private int _opened;

    public int Read => Volatile.Read(ref _read);

    public int Open => Volatile.Read(ref _open);

    public int Opened => Volatile.Read(ref _opened);

    public async IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _opened);
        try
        {
            for (var k = 0; k < count; k++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (beforeItem is not null)
                    await beforeItem(k).WaitAsync(cancellationToken);
                Interlocked.Increment(ref _read);
                yield return k;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
