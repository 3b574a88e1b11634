namespace Xcs;

/// <summary>The line of a user's program that made a node.</summary>
/// <param name="File">The path as the compiler saw it; empty where it is not known.</param>
/// <param name="Line">The line, from 1; 0 where it is not known.</param>
public readonly record struct SourceLocation(string File, int Line)
{
    /// <summary>Whether the line is known.</summary>
    public bool IsKnown => Line > 0 && !string.IsNullOrEmpty(File);

    /// <summary>The file name and line, such as <c>Program.cs:12</c>; empty where it is not known.</summary>
    public override string ToString() => IsKnown ? $"{FileName(File)}:{Line}" : "";

    // Paths are those of the machine that compiled the program, which may use either separator.
    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
