namespace Xcs.Notebooks;

/// <summary>Compares what a cell put out with what its notebook holds.</summary>
internal static class OutputComparison
{
    /// <summary>One line for each output that differs. Of a cell that measures, only the kinds of its outputs are compared.</summary>
    public static IEnumerable<string> Differences(NotebookCell cell, IReadOnlyList<CellOutput> outputs)
    {
        var expected = cell.Outputs;
        if (expected.Count != outputs.Count)
            return [$"cell {cell.Number}: {outputs.Count} outputs, {expected.Count} in the notebook"];
        return expected.Zip(outputs).SelectMany((pair, index) => Differences(cell, index + 1, pair.First, pair.Second));
    }

    private static IEnumerable<string> Differences(NotebookCell cell, int number, CellOutput expected, CellOutput actual)
    {
        var place = $"cell {cell.Number}, output {number}";
        if (expected.Kind != actual.Kind || !expected.Forms.Keys.Order(StringComparer.Ordinal).SequenceEqual(actual.Forms.Keys.Order(StringComparer.Ordinal)))
        {
            yield return $"{place}: {Shape(actual)}, {Shape(expected)} in the notebook";
        }
        else if (!cell.IsMeasured)
        {
            foreach (var (mimeType, text) in actual.Forms.OrderBy(static form => form.Key, StringComparer.Ordinal))
            {
                if (FirstDifference(expected.Forms[mimeType], text) is { } difference)
                    yield return $"{place}, {mimeType}{difference}";
            }
        }
    }

    private static string Shape(CellOutput output) => $"{output.Kind} of {string.Join(", ", output.Forms.Keys.Order(StringComparer.Ordinal))}";

    private static string? FirstDifference(string expected, string actual)
    {
        if (expected == actual)
            return null;
        var (before, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < before.Length && line < now.Length && before[line] == now[line])
            line++;
        return $", line {line + 1}: {Excerpt(now, line)}, {Excerpt(before, line)} in the notebook";
    }

    private static string Excerpt(string[] lines, int line)
    {
        if (line >= lines.Length)
            return "nothing";
        var text = lines[line];
        return text.Length > 80 ? $"\"{text[..80]}…\"" : $"\"{text}\"";
    }
}
