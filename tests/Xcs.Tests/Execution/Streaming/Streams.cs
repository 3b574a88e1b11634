namespace Xcs.Tests.Execution.Streaming;

internal static class Streams
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async IAsyncEnumerable<T> Of<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
            yield return item;
        await Task.CompletedTask;
    }

    public static async IAsyncEnumerable<int> ThenThrow(int count, Exception exception)
    {
        for (var k = 0; k < count; k++)
            yield return k;
        await Task.CompletedTask;
        throw exception;
    }

    /// <summary>All results, and what ended the stream.</summary>
    public static async Task<(List<T> Results, Exception? Failure)> Drain<T>(IAsyncEnumerable<T> stream, CancellationToken cancellationToken = default)
    {
        var results = new List<T>();
        try
        {
            await foreach (var result in stream.WithCancellation(cancellationToken))
                results.Add(result);
            return (results, null);
        }
        catch (Exception exception)
        {
            return (results, exception);
        }
    }

    /// <summary>The same with a limit, so that a stream that hangs fails the test.</summary>
    public static Task<(List<T> Results, Exception? Failure)> DrainInTime<T>(IAsyncEnumerable<T> stream, CancellationToken cancellationToken = default) =>
        Task.Run(() => Drain(stream, cancellationToken), CancellationToken.None).WaitAsync(Limit, CancellationToken.None);
}
