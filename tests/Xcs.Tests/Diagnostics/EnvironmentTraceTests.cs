using System.Diagnostics;
using System.Text.Json;

namespace Xcs.Tests.Diagnostics;

public sealed class EnvironmentTraceTests
{
    [Fact]
    public async Task VariableTracesAWholeProcessWithoutTouchingItsCode()
    {
        var file = Path.Combine(Path.GetTempPath(), $"xcs-{Guid.NewGuid():N}", "run.json");
        try
        {
            var errors = await RunProgram(file);
            Assert.Equal("", errors);
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            var nodes = document.RootElement.GetProperty("traceEvents").EnumerateArray()
                .Where(e => e.TryGetProperty("cat", out var category) && category.GetString() == "node");
            Assert.Equal([1, 2, 3, 4, 5, 6], nodes.Select(e => e.GetProperty("args").GetProperty("node").GetInt32()).Order());
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("run.html")]
    [InlineData("RUN.HTM")]
    public async Task PathOfAPageGetsTheReportOfTheLongestRun(string name)
    {
        var file = Path.Combine(Path.GetTempPath(), $"xcs-{Guid.NewGuid():N}", name);
        try
        {
            Assert.Equal("", await RunProgram(file));
            Assert.Contains("<h1>Branches: run 1</h1>", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task ProgramThatDiesOfAnExceptionLeavesItsTraceWhereItFirstRanAGraph()
    {
        var folder = Directory.CreateTempSubdirectory("xcs-");
        try
        {
            var errors = await RunProgram("run.json", folder.FullName, hook: typeof(StartupHook).Assembly.Location);
            Assert.Contains(StartupHook.Message, errors, StringComparison.Ordinal);
            Assert.Contains("\"Step\"", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "run.json")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task FileThatCannotBeWrittenIsReportedAndTheProgramSucceeds()
    {
        var errors = await RunProgram("/dev/null/run.json");
        Assert.StartsWith("XCS_TRACE: the trace was not written.", errors, StringComparison.Ordinal);
    }

    // What the process below runs.
    [Fact]
    public void Program() => Assert.Equal(22, Graph.Jit<int, int>(TracedPrograms.Branches).Invoke(3));

    private static async Task<string> RunProgram(string file, string folder = "", string hook = "")
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["XCS_TRACE"] = file;
        if (hook.Length > 0)
            start.Environment["DOTNET_STARTUP_HOOKS"] = hook;
        string[] program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? ["exec", typeof(EnvironmentTraceTests).Assembly.Location] : [];
        string[] filter = ["--filter-method", $"{typeof(EnvironmentTraceTests).FullName}.{nameof(Program)}", "--no-progress", "--no-ansi"];
        foreach (var argument in program.Concat(filter))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True((process.ExitCode == 0) == (hook.Length == 0), await output);
        return await errors;
    }
}
