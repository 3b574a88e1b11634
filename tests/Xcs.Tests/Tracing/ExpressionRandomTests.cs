namespace Xcs.Tests.Tracing;

public class ExpressionRandomTests
{
    private static readonly (int A, int B, string? S)[] Inputs = [(0, 1, "7"), (5, -3, null), (12, 0, "word")];

    [Fact]
    public void RandomTreesGiveTheResultTheExceptionAndTheCallsOfTheFunction()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var function = new ExpressionGenerator(seed).Function();
            try
            {
                ExpressionOutcome.AgreesOn(function, Inputs.Select(static input => new object?[] { input.A, input.B, input.S }));
            }
            catch (Exception failure)
            {
                Assert.Fail($"seed {seed}, {function}: {failure}");
            }
        }
    }

    [Fact]
    public void RandomTreesGiveTheSameInParallel()
    {
        for (var seed = 2_000; seed < 2_200; seed++)
        {
            var function = new ExpressionGenerator(seed).Function(readsShared: false);
            var sequential = function.Compile();
            var parallel = Graph.Jit(function, new JitOptions
            {
                Mode = seed % 2 == 0 ? ExecutionMode.Eager : ExecutionMode.Waves,
                Compilation = seed % 4 < 2 ? CompilationMode.Immediate : CompilationMode.Interpreted,
            });
            foreach (var (a, b, s) in Inputs)
            {
                var (expected, actual) = (Try(() => sequential(a, b, s)), Try(() => parallel.Invoke(a, b, s)));
                Assert.True(expected == actual, $"seed {seed}, ({a}, {b}, {s}), {function}: {actual} instead of {expected}");
            }
        }
    }

    private static string Try(Func<string?> call)
    {
        try
        {
            return $"\"{call()}\"";
        }
        catch (Exception failure)
        {
            return $"{failure.GetType().Name}: {failure.Message}";
        }
    }
}
