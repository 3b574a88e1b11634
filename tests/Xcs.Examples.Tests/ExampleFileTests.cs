using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Examples.Tests;

/// <summary>Every program of one file in <c>examples</c> runs as its reader would run it and prints what it says that it prints.</summary>
public sealed class ExampleFileTests
{
    private const string Promise = "// prints: ";

    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "examples"));

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.cs").Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task AnExamplePrintsWhatItPromises(string file)
    {
        var promised = (await File.ReadAllLinesAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken))
            .Where(static line => line.StartsWith(Promise, StringComparison.Ordinal))
            .Select(static line => line[Promise.Length..])
            .ToList();

        var (exitCode, output, errors) = await RunAsync(file);

        Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
        Assert.NotEmpty(promised);
        Assert.All(promised, line => Assert.Contains(line, output.Split('\n').Select(static printed => printed.TrimEnd())));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AnExampleIsShortAndDrawsItsGraph(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file));

        Assert.InRange(lines.Length, 5, 59);
        Assert.StartsWith("#:project ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines.TakeWhile(static line => !line.StartsWith("using", StringComparison.Ordinal)), static line => line.StartsWith("//", StringComparison.Ordinal) && line.Contains('►'));
    }

    [Fact]
    public void ThereAreTenExamplesAtLeast() => Assert.InRange(Files.Count, 10, 100);

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string file)
    {
        var configuration = typeof(ExampleFileTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", ["run", "-c", configuration, file])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
