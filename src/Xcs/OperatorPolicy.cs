namespace Xcs;

/// <summary>What to do around each call of one operator. Nothing unless asked for.</summary>
/// <remarks>
/// A call first waits for a place of the resource, then the retry delegate makes attempts, each under the time limit. None of this waiting
/// holds a worker. An attempt of a synchronous operator runs on the worker that starts the node where it can, and on a blocking thread of the
/// pool where it may have to be given up or comes after a wait. Exceptions surface as the operator, or the retry delegate, threw them.
/// A cancelled run stops waiting for places and clocks; calls under way are waited for, within their time limit.
/// </remarks>
public sealed record OperatorPolicy
{
    /// <summary>
    /// The longest that one attempt may take, from the moment it has a thread; then the attempt fails with <see cref="TimeoutException"/>. The
    /// call itself cannot be stopped: it goes on unobserved and its result is dropped. A synchronous operator with a time limit occupies a
    /// blocking thread for each call; where many such calls compute, limit them by <see cref="MaxConcurrency"/> too.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Runs an attempt, again where it wants to: it is given the attempt and the run's token. A Polly pipeline fits:
    /// <c>Retry = (attempt, token) => pipeline.ExecuteAsync(attempt, token)</c>. Without it an operator is called exactly once a run. Each
    /// attempt calls the operator once, on the same inputs; an attempt whose token is cancelled before the run's is given up like one out of
    /// time. The delegate must throw where no attempt has succeeded.
    /// </summary>
    public Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask>? Retry { get; init; }

    /// <summary>The resource that <see cref="MaxConcurrency"/> is about; the operator's name where it is null. Functions on one pool share resources by name.</summary>
    public string? Resource { get; init; }

    /// <summary>
    /// How many calls on the resource may be under way at the same time; no limit where it is null. A call keeps its place from its first
    /// attempt to the end of its last, also between them; an attempt that was given up no longer counts. The first function on a pool that
    /// names a resource sets its limit.
    /// </summary>
    public int? MaxConcurrency { get; init; }

    internal void Validate(string name)
    {
        var place = $"{nameof(JitOptions)}.{nameof(JitOptions.Policies)}[\"{name}\"]";
        if (Timeout <= TimeSpan.Zero)
            throw new OptionsException($"Timeout is {Timeout}", "Give a positive time, or null for no limit.", place);
        if (MaxConcurrency < 1)
            throw new OptionsException($"MaxConcurrency is {MaxConcurrency}", "Give at least 1, or null for no limit.", place);
        if (Resource is not null && MaxConcurrency is null)
            throw new OptionsException("it names a resource but sets no MaxConcurrency", "Set MaxConcurrency as well, or drop the resource.", place);
        if (Timeout is null && Retry is null && MaxConcurrency is null)
            throw new OptionsException("it asks for nothing", "Set Timeout, Retry or MaxConcurrency, or remove the entry.", place);
    }
}
