namespace Xcs;

/// <summary>One node of the path that decided when a run ended. Times are in nanoseconds, moments count from the start of the run.</summary>
/// <param name="Node">The node.</param>
/// <param name="Operator">The name of its operator.</param>
/// <param name="Started">When it started.</param>
/// <param name="Duration">How long it ran, waiting for something outside included.</param>
/// <param name="Waited">How long it could have started before it did.</param>
/// <param name="Reason">What took most of that time.</param>
/// <param name="Share"><paramref name="Duration"/> and <paramref name="Waited"/> as a part of the makespan, from 0 to 1: the blame of the node.</param>
public sealed record PathStep(NodeId Node, string Operator, double Started, double Duration, double Waited, WaitReason Reason, double Share);
