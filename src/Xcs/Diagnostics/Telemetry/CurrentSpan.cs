using System.Diagnostics;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>Makes a span the current one while operators of a node run, so that what they start is its child. Does nothing without a span.</summary>
internal readonly struct CurrentSpan : IDisposable
{
    private readonly Activity? _before;
    private readonly bool _isSet;

    private CurrentSpan(Activity span)
    {
        (_before, _isSet) = (Activity.Current, true);
        Activity.Current = span;
    }

    public static CurrentSpan Enter(Activity? span) => span is null or { IsStopped: true } ? default : new CurrentSpan(span);

    public void Dispose()
    {
        if (_isSet && Spans.CanBeCurrent(_before))
            Activity.Current = _before;
    }
}
