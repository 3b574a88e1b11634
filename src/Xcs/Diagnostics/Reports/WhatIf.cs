namespace Xcs;

/// <summary>What the simulator answers to one question about a run.</summary>
/// <param name="Question">What is imagined to be different.</param>
/// <param name="Makespan">The nanoseconds that the run would take.</param>
/// <param name="Gain">By how many nanoseconds that is less than the run as it was; below 0 where it is more.</param>
public sealed record WhatIf(string Question, double Makespan, double Gain);
