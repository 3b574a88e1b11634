using System.ComponentModel;
using System.Diagnostics;

namespace Xcs.Notebooks.Scripting;

/// <summary>Restores a package with all that it needs by publishing an empty project that refers to it.</summary>
internal static class PackageRestore
{
    /// <summary>The libraries of a package and of its dependencies.</summary>
    /// <exception cref="InvalidOperationException">It cannot be restored.</exception>
    public static IReadOnlyList<string> LibrariesOf(string id, string version)
    {
        var folder = Directory.CreateTempSubdirectory("xcs-notebook-");
        var project = Path.Combine(folder.FullName, "Packages.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Library</OutputType></PropertyGroup>
              <ItemGroup><PackageReference Include="{System.Security.SecurityElement.Escape(id)}" Version="{System.Security.SecurityElement.Escape(Exactly(version))}" /></ItemGroup>
            </Project>
            """);
        var output = Path.Combine(folder.FullName, "libraries");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-o", output, "--nologo", "-v", "quiet"]) { RedirectStandardOutput = true };
        using var process = Start(start);
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            folder.Delete(recursive: true);
            throw new InvalidOperationException($"the package '{id}' {version} cannot be restored: {log.Trim()}");
        }

        return [.. Directory.GetFiles(output, "*.dll").Where(static file => Path.GetFileName(file) != "Packages.dll").Order(StringComparer.Ordinal)];
    }

    // A bare version would mean that one or the next higher that there is.
    private static string Exactly(string version) => char.IsAsciiDigit(version.FirstOrDefault()) && !version.Contains('*', StringComparison.Ordinal) ? $"[{version}]" : version;

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"packages are restored by the .NET SDK, and 'dotnet' cannot be started: {error.Message}", error);
        }
    }
}
