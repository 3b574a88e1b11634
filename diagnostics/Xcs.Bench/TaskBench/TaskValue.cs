namespace Xcs.Bench;

/// <summary>What a task gives to those that read it: who it is, and a digest of all that it has read.</summary>
internal readonly record struct TaskValue(int Step, int Point, ulong Digest);
