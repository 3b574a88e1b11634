using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Xcs.Tests.Lifting;

/// <summary>The functions that were written for the lifter, compiled once in Debug and once in Release.</summary>
internal static class CorpusSources
{
    private static readonly Lazy<Assembly> Debug = new(static () => InMemoryCompiler.Compile("Corpus.Debug", OptimizationLevel.Debug, All));
    private static readonly Lazy<Assembly> Release = new(static () => InMemoryCompiler.Compile("Corpus.Release", OptimizationLevel.Release, All));

    public static IEnumerable<(string Path, string Text)> All
    {
        get
        {
            var assembly = typeof(CorpusSources).Assembly;
            foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith("corpus/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                yield return (name, reader.ReadToEnd());
            }
        }
    }

    public static Assembly Compiled(OptimizationLevel optimization) => (optimization == OptimizationLevel.Debug ? Debug : Release).Value;
}
