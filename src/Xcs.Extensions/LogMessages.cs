using Microsoft.Extensions.Logging;

namespace Xcs.Extensions;

/// <summary>The messages of the category <c>Xcs</c>.</summary>
internal static partial class LogMessages
{
    // The exception goes to the caller, who logs it: this says which graph it came from.
    [LoggerMessage(1, LogLevel.Debug, "A run of {Graph} failed after {Seconds} s: {ErrorType}: {Error}")]
    public static partial void RunFailed(this ILogger logger, string graph, double seconds, string errorType, string error);

    [LoggerMessage(2, LogLevel.Debug, "{Graph} runs another way: {Mode}, {Stage} ({Reason})")]
    public static partial void TierChanged(this ILogger logger, string graph, string mode, string stage, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Graph} could not be compiled and runs as before: {Error}")]
    public static partial void CompilationFailed(this ILogger logger, string graph, string error);

    [LoggerMessage(4, LogLevel.Debug, "{Function} was traced again: {Reason}. Keep what Graph.Jit returns to trace it once")]
    public static partial void Retraced(this ILogger logger, string function, string reason);

    [LoggerMessage(5, LogLevel.Information, "The pool {Pool} of {Workers} workers takes no more runs and ends with those under way")]
    public static partial void PoolClosing(this ILogger logger, string pool, int workers);

    [LoggerMessage(6, LogLevel.Warning, "A trace lost {Events} events: its buffers were full. Give it more RunTraceOptions.EventsPerThread, or close it sooner")]
    public static partial void TraceEventsLost(this ILogger logger, long events);
}
