using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xcs.Lifting;
using Xcs.Tests.Execution;
using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting;

public class CorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void EveryFunctionOfTheCorpusIsLiftedAndDoesTheSame(OptimizationLevel optimization)
    {
        var failures = new List<string>();
        var (lifted, compared) = (0, 0);
        foreach (var method in CorpusMethods.Of(CorpusSources.Compiled(optimization)).Where(static method => method.GetCustomAttribute<RefusedAttribute>() is null))
        {
            var name = $"{method.DeclaringType}.{method}";
            if (LiftingOptions.Filter is { } filter && !name.Contains(filter, StringComparison.Ordinal))
                continue;
            using var watchdog = Watchdog.Guard(() => name);
            try
            {
                var copy = Lifter.Lift(method);
                lifted++;
                if (MethodInputs.For(method) is not { } inputs)
                    continue;
                compared++;
                if (DifferentialCheck.Difference(method, copy, inputs, LiftingOptions.Seed, LiftingOptions.Inputs, CorpusLog.Take) is { } difference)
                    failures.Add($"{name}: {difference}");
            }
            catch (Exception failure)
            {
                failures.Add($"{name}: {failure}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{optimization}: {lifted} methods lifted, {compared} compared on {LiftingOptions.Inputs} inputs each"));
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n{string.Join("\n\n", failures.Take(50))}");
        if (LiftingOptions.Filter is null)
            Assert.True(compared >= 500, $"only {compared} functions compared");
    }
}
