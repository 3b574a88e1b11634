using System.Runtime.InteropServices;

namespace QuickStart;

/// <summary>Finds the XML documentation of the base class library, which every .NET SDK carries.</summary>
public static class ReferencePacks
{
    private const string Pack = "Microsoft.NETCore.App.Ref";

    /// <summary>The newest <c>packs/Microsoft.NETCore.App.Ref/&lt;version&gt;/ref/net*</c> that holds XML files.</summary>
    public static string Locate()
    {
        var roots = PackFolders().Distinct().ToArray();
        return roots.Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Select(version => (Version: PackVersion.Parse(Path.GetFileName(version)), Reference: Path.Combine(version, "ref")))
            .Where(pack => pack.Version is not null && Directory.Exists(pack.Reference))
            .OrderByDescending(pack => pack.Version, PackVersion.Order)
            .SelectMany(pack => Directory.GetDirectories(pack.Reference, "net*"))
            .FirstOrDefault(folder => Directory.EnumerateFiles(folder, "*.xml").Any())
            ?? throw new CorpusException(
                $"No reference documentation found. Looked for {Pack} in: {string.Join(", ", roots)}. "
                + "Install a .NET SDK, set DOTNET_ROOT to its folder, or give a folder of XML or text files as argument.");
    }

    private static IEnumerable<string> PackFolders()
    {
        foreach (var root in DotnetRoots())
        {
            yield return Path.Combine(root, "packs", Pack);
        }

        // The targeting pack of a build that could not find it in the SDK.
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
#pragma warning disable CA1308 // package folders are lower case
        yield return Path.Combine(packages, Pack.ToLowerInvariant());
#pragma warning restore CA1308
    }

    private static IEnumerable<string> DotnetRoots()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/ holds the runtime of this process.
        if (Ancestor(RuntimeEnvironment.GetRuntimeDirectory(), 3) is { } running)
        {
            yield return running;
        }

        foreach (var variable in (string[])["DOTNET_ROOT", $"DOTNET_ROOT_{RuntimeInformation.ProcessArchitecture}".ToUpperInvariant()])
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } root)
            {
                yield return root;
            }
        }

        var host = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var hosts = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, host))
            .Prepend(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "");
        foreach (var path in hosts.Where(File.Exists))
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            yield return Path.GetDirectoryName(Path.GetFullPath(target))!;
        }
    }

    private static string? Ancestor(string folder, int levels)
    {
        var current = new DirectoryInfo(Path.TrimEndingDirectorySeparator(folder));
        for (; levels > 0 && current is not null; levels--)
        {
            current = current.Parent;
        }

        return current?.FullName;
    }
}
