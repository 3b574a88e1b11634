namespace Xcs;

/// <summary>Something that would make a run faster, and by how much.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Mend">What to do about it.</param>
/// <param name="Gain">By how many nanoseconds the simulated run gets shorter. Gains of two pieces of advice do not add up.</param>
/// <param name="Nodes">The nodes that it is about, in program order.</param>
public sealed record Advice(AdviceKind Kind, string Finding, string Mend, double Gain, IReadOnlyList<NodeId> Nodes);
