using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Xcs.Tests.Lifting;

public class OpcodeCoverageTests
{
    // Their tests are those of the refusals.
    private static readonly HashSet<string> Refused =
        ["arglist", "calli", "cpblk", "endfilter", "initblk", "jmp", "localloc", "mkrefany", "refanytype", "refanyval", "tail."];

    [Fact]
    public void EveryInstructionIsCompared()
    {
        var covered = Methods().SelectMany(IlOpcodes.Of).Select(static code => code.Name!).ToHashSet(StringComparer.Ordinal);
        var uncovered = IlOpcodes.All.Values.Select(static code => code.Name!).Where(name => !covered.Contains(name)).Order(StringComparer.Ordinal);
        Assert.Equal(string.Join(' ', Refused.Order(StringComparer.Ordinal)), string.Join(' ', uncovered));
    }

    private static IEnumerable<MethodInfo> Methods() =>
        CorpusMethods.Of(CorpusSources.Compiled(OptimizationLevel.Debug))
            .Concat(CorpusMethods.Of(CorpusSources.Compiled(OptimizationLevel.Release)))
            .Where(static method => method.GetCustomAttribute<RefusedAttribute>() is null)
            .Concat(Written.WrittenTests.All);
}
