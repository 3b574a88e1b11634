using System.Diagnostics;
using System.Globalization;

namespace Xcs.Notebooks.Scripting;

/// <summary>The C# of a cell, without the lines that speak to the notebook.</summary>
internal sealed record CellSource(string Code)
{
    // Lines that only say what is so anyway.
    private static readonly HashSet<string> Known = ["#!csharp", "#!c#", "#!C#"];

    /// <summary>Reads a cell: references go to <paramref name="references"/>, and an empty line stays in the place of each so that line numbers hold.</summary>
    /// <exception cref="NotebookException">A line begins with <c>#!</c> and is not one that this runner knows, or a reference is not found.</exception>
    public static CellSource Read(NotebookCell cell, CellReferences references)
    {
        var lines = cell.Source.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("#!", StringComparison.Ordinal))
            {
                if (!Known.Contains(line))
                    throw new NotebookException(cell, i + 1, $"this runner does not know '{line}'; it knows {string.Join(", ", Known.Order(StringComparer.Ordinal))}");
            }
            else if (IsReference(line))
            {
                references.Add(cell, i + 1, line[2..].Trim().Trim('"'));
            }
            else
            {
                continue;
            }

            lines[i] = "";
        }

        return new CellSource(string.Join('\n', lines));
    }

    // Other directives begin with the same letter: #region.
    private static bool IsReference(string line) => line.StartsWith("#r ", StringComparison.Ordinal) || line.StartsWith("#r\"", StringComparison.Ordinal);

    /// <summary>The name under which the compiler knows the cell.</summary>
    public static string FileName(NotebookCell cell) => string.Create(CultureInfo.InvariantCulture, $"cell-{cell.Number}");

    /// <summary>The line of the cell that an exception came through; 1 where none is known.</summary>
    public static int LineOf(Exception error, NotebookCell cell)
    {
        var frames = new StackTrace(error, fNeedFileInfo: true).GetFrames();
        var frame = Array.Find(frames, frame => frame.GetFileName() is { } file && Path.GetFileName(file) == FileName(cell));
        return frame?.GetFileLineNumber() ?? 1;
    }
}
