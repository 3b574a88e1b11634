using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Xcs.Tests.Compilation;

public sealed class NoDynamicCodeTests
{
    private const string Switch = "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported";

    [Fact]
    public void GraphsAreCompiledExactlyWhereCodeCanBeGenerated()
    {
        var function = Graph.Jit((Traced<int> x) => x + 1, new JitOptions { Compilation = CompilationMode.Immediate });
        Assert.Equal(4, function.Invoke(3));
        Assert.Contains(RuntimeFeature.IsDynamicCodeCompiled ? "compiled into one method" : "operators called directly", function.Explain(), StringComparison.Ordinal);
        Assert.Equal(Environment.GetEnvironmentVariable("XCS_NO_DYNAMIC_CODE") is null, RuntimeFeature.IsDynamicCodeCompiled);
    }

    /// <summary>Runs the tests that compare with plain interpreters once more, in a process that cannot generate code.</summary>
    [Fact]
    public async Task ResultsAreTheSameWhereCodeCannotBeGenerated()
    {
        Assert.SkipUnless(RuntimeFeature.IsDynamicCodeCompiled, "this is that process");
        var assembly = typeof(NoDynamicCodeTests).Assembly.Location;
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(assembly, ".runtimeconfig.json")))!;
        settings["runtimeOptions"]!["configProperties"]![Switch] = false;
        var config = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.runtimeconfig.json");
        await File.WriteAllTextAsync(config, settings.ToJsonString());
        try
        {
            var (exitCode, output) = await Run(
                "exec", "--runtimeconfig", config, "--depsfile", Path.ChangeExtension(assembly, ".deps.json"), assembly,
                "--filter-class", "*.RandomGraphTests", "*.ExpressionRandomTests", "*.OverlapTests", "*.NoDynamicCodeTests");
            Assert.True(exitCode == 0, output);
            Assert.DoesNotContain("total: 0", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(config);
        }
    }

    private static async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(Path.GetFullPath(dotnet), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XCS_NO_DYNAMIC_CODE"] = "1";
        start.Environment["XCS_GRAPHS"] = "200";
        // The child is a test program of its own, not a part of the run around it.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
