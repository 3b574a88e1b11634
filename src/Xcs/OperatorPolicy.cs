namespace Xcs;

/// <summary>What to do around each call of one operator. Nothing unless asked for.</summary>
public sealed record OperatorPolicy
{
    /// <summary>
    /// The longest that one attempt may take; then the node fails with <see cref="TimeoutException"/>. A synchronous call cannot be stopped:
    /// it goes on unobserved and its result is dropped.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Runs an attempt, again where it wants to: it is given the attempt and the run's token. A Polly pipeline fits:
    /// <c>Retry = (attempt, token) => pipeline.ExecuteAsync(attempt, token)</c>. Without it an operator is called exactly once a run.
    /// </summary>
    public Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask>? Retry { get; init; }

    /// <summary>The resource that <see cref="MaxConcurrency"/> is about; the operator's name where it is null. Functions on one pool share resources by name.</summary>
    public string? Resource { get; init; }

    /// <summary>How many calls on the resource may run at the same time; no limit where it is null.</summary>
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
