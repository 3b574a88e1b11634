namespace Xcs.Tests.Execution.Randomized;

/// <summary>The type of a value of a random program.</summary>
internal enum Kind
{
    Int,
    Long,
    Text,
    Pair,
    Array,
}

/// <summary>A structure with a reference.</summary>
internal readonly record struct Pair(string? Text, long Number);

/// <summary>The state of a loop: how many rounds are left, and what they work on.</summary>
internal readonly record struct Loop(int Left, long Value);
