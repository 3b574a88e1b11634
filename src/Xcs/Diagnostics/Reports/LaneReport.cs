namespace Xcs;

/// <summary>What one thread did in a run.</summary>
/// <param name="Name">The name of the thread; that of the caller is "caller".</param>
/// <param name="Thread">What it was to the run.</param>
/// <param name="Worker">The number of the worker in its pool; -1 for other threads.</param>
/// <param name="ThreadId">The managed id of the thread.</param>
/// <param name="Busy">The nanoseconds in which it ran nodes, or parts or units of nodes.</param>
/// <param name="Utilisation"><paramref name="Busy"/> as a part of the makespan, from 0 to 1.</param>
/// <param name="Nodes">How many nodes ended on it.</param>
public sealed record LaneReport(string Name, TraceThread Thread, int Worker, int ThreadId, double Busy, double Utilisation, int Nodes);
