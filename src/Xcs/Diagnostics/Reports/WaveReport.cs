namespace Xcs;

/// <summary>One wave of a run. Times are in nanoseconds, moments count from the start of the run.</summary>
/// <param name="Wave">The number of the wave in the plan.</param>
/// <param name="Nodes">How many nodes of it ran.</param>
/// <param name="Started">When its first node started.</param>
/// <param name="Ended">When its last node ended.</param>
/// <param name="Work">The work of its nodes.</param>
/// <param name="Straggler">The node that ended last.</param>
/// <param name="Wait">How long only the straggler was still to end; 0 where the wave has one node.</param>
public sealed record WaveReport(int Wave, int Nodes, double Started, double Ended, double Work, NodeId Straggler, double Wait);
