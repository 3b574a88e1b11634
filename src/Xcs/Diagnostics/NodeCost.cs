namespace Xcs.Diagnostics;

/// <summary>What one node, or a whole graph, took.</summary>
/// <param name="Work">T1: all of it, one after the other.</param>
/// <param name="WorkerTime">The part of <paramref name="Work"/> that held a worker or the caller.</param>
/// <param name="Span">T∞: what is left of it with any number of workers.</param>
internal readonly record struct NodeCost(double Work, double WorkerTime, double Span)
{
    public NodeCost Scaled(double factor) => new(Work * factor, WorkerTime * factor, Span * factor);
}
