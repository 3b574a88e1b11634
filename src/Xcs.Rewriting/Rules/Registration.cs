namespace Xcs.Rewriting;

/// <summary>What number a rule has in a world. One object, so that who reads it gets both.</summary>
internal sealed record Registration(World World, int Number);
