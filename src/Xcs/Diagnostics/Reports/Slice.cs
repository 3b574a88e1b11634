namespace Xcs.Diagnostics;

/// <summary>A stretch of time in which a thread ran one node, a part of one, or units of one; nanoseconds from the start of the run.</summary>
/// <param name="Lane">The thread, by place.</param>
/// <param name="Depth">How many other slices it lies in.</param>
/// <param name="Started">When it started.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Event">What it was.</param>
internal readonly record struct Slice(int Lane, int Depth, double Started, double Ended, TraceEvent Event);
