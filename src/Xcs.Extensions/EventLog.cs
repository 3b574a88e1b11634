using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace Xcs.Extensions;

/// <summary>
/// Logs what the core tells by its event source. Asks for nothing that costs a run anything, unless the level says that somebody wants to
/// know of failed runs.
/// </summary>
internal sealed class EventLog : EventListener
{
    private const EventKeywords Compilation = (EventKeywords)4;
    private const EventKeywords Pools = (EventKeywords)8;
    private const EventKeywords Traces = (EventKeywords)16;
    private const EventKeywords Failures = (EventKeywords)32;

    // Null while the base class is made, which calls OnEventSourceCreated for the sources that are there already.
    private readonly ILogger? _logger;

    public EventLog(ILogger logger)
    {
        _logger = logger;
        foreach (var source in EventSource.GetSources())
            Listen(source, logger);
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        base.OnEventSourceCreated(eventSource);
        if (_logger is { } logger)
            Listen(eventSource, logger);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_logger is not { } logger || eventData.Payload is not { } payload)
            return;
        switch (eventData.EventName)
        {
            case "RunFailed":
                logger.RunFailed((string)payload[1]!, (double)payload[2]!, (string)payload[3]!, (string)payload[4]!);
                break;
            case "TierChanged":
                logger.TierChanged((string)payload[0]!, (string)payload[1]!, (string)payload[2]!, (string)payload[3]!);
                break;
            case "CompilationFailed":
                logger.CompilationFailed((string)payload[0]!, (string)payload[1]!);
                break;
            case "Retraced":
                logger.Retraced((string)payload[0]!, (string)payload[1]!);
                break;
            case "PoolClosing":
                logger.PoolClosing((string)payload[0]!, (int)payload[1]!);
                break;
            case "TraceEventsLost":
                logger.TraceEventsLost((long)payload[0]!);
                break;
        }
    }

    private void Listen(EventSource source, ILogger logger)
    {
        if (source.Name == "Xcs")
            EnableEvents(source, EventLevel.Informational, Compilation | Pools | Traces | (logger.IsEnabled(LogLevel.Debug) ? Failures : EventKeywords.None));
    }
}
