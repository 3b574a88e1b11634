namespace Xcs;

/// <summary>How what a <see cref="TraceEvent"/> is about ended.</summary>
public enum TraceOutcome
{
    /// <summary>With a result.</summary>
    Done,

    /// <summary>With an exception, which is that of the run only where it is the first one in program order.</summary>
    Failed,

    /// <summary>It was left out, or its result was, because something before it in program order had failed or the run was cancelled.</summary>
    Dropped,
}
