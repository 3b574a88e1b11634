namespace Xcs.Rewriting;

/// <summary>Looks for one edge of a pattern from an end that is known.</summary>
/// <param name="Edge">The number of the edge.</param>
/// <param name="Type">Its type.</param>
/// <param name="Known">The node from which it is looked for.</param>
/// <param name="Other">The node at its other end.</param>
/// <param name="IsOut">Whether it leaves the known node.</param>
/// <param name="Binds">Whether the other end is not known yet.</param>
internal sealed record PatternStep(int Edge, EdgeType Type, int Known, int Other, bool IsOut, bool Binds);
