namespace KernelExamples;

/// <summary>Runs all turns of a loop, whole or in parts, in any order and at the same time.</summary>
/// <param name="turns">How many there are.</param>
/// <param name="part">Runs turns from the first number up to but not the second.</param>
public delegate void ForLoop(int turns, Action<int, int> part);
