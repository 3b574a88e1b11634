using System.Reflection;
using Xcs.Lifting;
using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting.Written;

public class WrittenTests
{
    private static readonly Lazy<Type> Instructions = new(static () => WrittenMethods.Build("WrittenInstructions", InstructionMethods.Add));
    private static readonly Lazy<Type> Shapes = new(static () => WrittenMethods.Build("WrittenShapes", ShapeMethods.Add));

    internal static IEnumerable<MethodInfo> All => Instructions.Value.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Concat(Shapes.Value.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly));

    [Fact]
    public void MethodsWrittenInILDoTheSameWhenLifted()
    {
        var failures = new List<string>();
        foreach (var method in All)
        {
            try
            {
                if (DifferentialCheck.Difference(method, Lifter.Lift(method), MethodInputs.For(method)!, LiftingOptions.Seed, LiftingOptions.Inputs, CorpusLog.Take) is { } difference)
                    failures.Add($"{method}: {difference}");
            }
            catch (Exception failure)
            {
                failures.Add($"{method}: {failure}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures\n{string.Join("\n\n", failures.Take(40))}");
    }
}
