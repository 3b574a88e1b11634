using System.Diagnostics;
using Xcs.Tests.Diagnostics.Exports;

namespace Xcs.Tests.Diagnostics;

public sealed class QuickStartTraceTests
{
    private static readonly string[] Operators = ["list", "map", "map merge shard", "assemble", "weigh terms", "document norms", "search", "result"];

    [Fact]
    public async Task VariableTracesTheQuickStartFromOutside()
    {
        var folder = Directory.CreateTempSubdirectory("xcs-");
        try
        {
            for (var file = 0; file < 4; file++)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{file}.txt"), $"A dictionary for readers and writers, the {file}th of its kind.");
            var trace = Path.Combine(folder.FullName, "traces", "run.json");
            await RunQuickStart(folder.FullName, trace);

            var format = TraceFormat.Parse(await File.ReadAllTextAsync(trace));
            var identities = format.Nodes.Select(TraceFormat.Identity).ToArray();
            Assert.Equal(identities.Distinct(), identities);

            var runs = format.Nodes.Where(static node => TraceFormat.Argument(node, "activation", 0) == 0).GroupBy(static node => TraceFormat.Argument(node, "run", 0)).ToArray();
            Assert.NotEmpty(runs);
            Assert.All(runs, static run => Assert.Equal(Operators, run.OrderBy(static node => TraceFormat.Argument(node, "node", -1)).Select(static node => TraceFormat.Text(node, "name"))));
            Assert.Equal(runs.Length, format.Events.Count(static e => TraceFormat.Phase(e) is "X" or "b" && TraceFormat.Text(e, "cat") == "run"));
            // Thirteen values go from node to node in each run.
            Assert.Equal(13 * runs.Length, format.Flows.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunQuickStart(string folder, string trace)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"));
        start.ArgumentList.Add(folder);
        start.Environment["XCS_TRACE"] = trace;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        Assert.Equal("", await errors);
    }
}
