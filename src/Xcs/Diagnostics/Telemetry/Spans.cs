using System.Diagnostics;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>The source of spans, and what all of them share. README.md in this folder is the catalogue.</summary>
internal static class Spans
{
    public static readonly ActivitySource Source = new(Telemetry.Name, Telemetry.Version);

    /// <summary>Ends a span on whichever thread: what is current there stays so, unless it is the span itself.</summary>
    public static void End(Activity span)
    {
        var current = Activity.Current;
        span.Stop();
        if (!ReferenceEquals(current, span) && CanBeCurrent(current))
            Activity.Current = current;
    }

    /// <summary>Whether a span has not ended: to make one current that has, the platform throws and catches an exception.</summary>
    public static bool CanBeCurrent(Activity? span) => span is null or { IsStopped: false };

    public static void Fail(Activity span, Exception failure)
    {
        span.SetStatus(ActivityStatusCode.Error, failure.Message);
        span.SetTag(Tags.ErrorType, Texts.ErrorType(failure));
        span.AddException(failure);
    }

    /// <summary>The work was stopped, which is nobody's failure: there is no exception to tell of.</summary>
    public static void Cancel(Activity span)
    {
        span.SetStatus(ActivityStatusCode.Error, "cancelled");
        span.SetTag(Tags.ErrorType, typeof(OperationCanceledException).FullName);
    }
}
