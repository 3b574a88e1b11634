using System.Diagnostics;
using Xcs.Notebooks.Scripting;

namespace Xcs.Notebooks;

/// <summary>Runs notebooks one after the other, each in a session of its own.</summary>
internal static class NotebookJob
{
    /// <returns>0 where every notebook ran and, when checking, gave the outputs that it holds; otherwise 1.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<FileInfo> files,
        bool check,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken = default)
    {
        var exitCode = 0;
        foreach (var file in files)
        {
            try
            {
                var watch = Stopwatch.StartNew();
                var notebook = Notebook.Read(file.FullName);
                var differences = await RunAsync(notebook, check, cancellationToken).ConfigureAwait(false);
                foreach (var difference in differences)
                    await errors.WriteLineAsync($"{file.Name}: {difference}").ConfigureAwait(false);
                if (differences.Count > 0)
                    exitCode = 1;
                var did = !check ? "written" : differences.Count == 0 ? "as committed" : "differs; run without --check to write the new outputs";
                await output.WriteLineAsync($"{file.Name}: {notebook.CodeCells.Count} cells in {watch.Elapsed.TotalSeconds:0.0} s, {did}").ConfigureAwait(false);
            }
            catch (NotebookException error)
            {
                await errors.WriteLineAsync($"{file.Name}: {error.Message}").ConfigureAwait(false);
                exitCode = 1;
            }
        }

        return exitCode;
    }

    // A cell that fails ends the notebook, and nothing is written then: the outputs in the file stay those of one whole run.
    private static async Task<IReadOnlyList<string>> RunAsync(Notebook notebook, bool check, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        using var session = new CellSession(notebook.Path);
        foreach (var cell in notebook.CodeCells)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outputs = await session.RunAsync(cell, cancellationToken).ConfigureAwait(false);
            if (check)
                differences.AddRange(OutputComparison.Differences(cell, outputs));
            else
                cell.Replace(outputs);
        }

        if (!check)
            notebook.Write();
        return differences;
    }
}
