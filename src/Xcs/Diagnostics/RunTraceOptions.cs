namespace Xcs;

/// <summary>How much a <see cref="RunTrace"/> may record.</summary>
public sealed record RunTraceOptions
{
    internal static readonly RunTraceOptions Default = new();

    /// <summary>
    /// The most events kept for each thread, 40 bytes each, allocated when the thread records its first; for the thread that opens the trace
    /// at once. Later ones are counted in <see cref="RunTrace.LostEvents"/>, but for those of some hundred runs as a whole.
    /// </summary>
    public int EventsPerThread { get; init; } = 1 << 17;

    internal void Validate()
    {
        if (EventsPerThread < 1)
            throw new OptionsException($"it is {EventsPerThread}", "Give at least 1.", $"{nameof(RunTraceOptions)}.{nameof(EventsPerThread)}");
    }
}
