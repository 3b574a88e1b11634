using System.Diagnostics.Tracing;

namespace Xcs.Diagnostics.Telemetry;

/// <summary>
/// Whether somebody listens to runs. Nobody tells when a listener to activities or to instruments comes or goes, so runs look: those that
/// are not over within nanoseconds look each time, and leave what they saw in a field that the others read.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the activity source, of the meter and of the event source.</summary>
    public const string Name = "Xcs";

    private static volatile bool s_isOn;

    public static string Version { get; } = typeof(Telemetry).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Whether somebody listened to runs when one last looked: what a run costs where nobody does.</summary>
    public static bool IsOn => s_isOn;

    /// <summary>Whether somebody listens to single nodes and units, of whichever run.</summary>
    public static bool IsOnForNodes =>
        Instruments.NodeDuration.Enabled || Instruments.WaveDuration.Enabled || Instruments.TimeInQueue.Enabled || Instruments.Units.Enabled
            || XcsEventSource.Log.IsEnabled(EventLevel.Verbose, XcsEventSource.Keywords.Nodes);

    /// <summary>Whether somebody listens to runs now.</summary>
    public static bool Look()
    {
        var isOn = Spans.Source.HasListeners() || Instruments.RunDuration.Enabled
            || XcsEventSource.Log.IsEnabled(EventLevel.Warning, XcsEventSource.Keywords.Runs | XcsEventSource.Keywords.Failures) || IsOnForNodes;
        if (isOn != s_isOn)
            s_isOn = isOn;
        return isOn;
    }
}
