using System.Diagnostics;
using System.Text;
using static Xcs.Tests.Diagnostics.TracedPrograms;

namespace Xcs.Tests.Diagnostics.Telemetry;

/// <summary>The runtime itself records the events, as it does for dotnet-trace.</summary>
public sealed class EventPipeTests
{
    [Fact]
    public async Task RuntimeRecordsTheEventsOfAProcess()
    {
        var file = Path.Combine(Path.GetTempPath(), $"xcs-{Guid.NewGuid():N}.nettrace");
        try
        {
            await RunProgram(file);
            var recorded = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            foreach (var text in (string[])["RunStart", "RunStop", "Branches", "Twice", "done"])
                Assert.True(recorded.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0, $"{text} is not in the recording of {recorded.Length} bytes");
        }
        finally
        {
            File.Delete(file);
        }
    }

    // What the process below runs.
    [Fact]
    public void Program() => Assert.Equal(22, Graph.Jit<int, int>(Branches).Invoke(3));

    private static async Task RunProgram(string file)
    {
        var host = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? ["exec", typeof(EventPipeTests).Assembly.Location] : [];
        string[] filter = ["--filter-method", $"{typeof(EventPipeTests).FullName}.{nameof(Program)}", "--no-progress", "--no-ansi"];
        var start = new ProcessStartInfo(host, [.. program, .. filter]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableEventPipe"] = "1";
        start.Environment["DOTNET_EventPipeConfig"] = "Xcs:0x3F:5";
        start.Environment["DOTNET_EventPipeOutputPath"] = file;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output + await errors);
    }
}
