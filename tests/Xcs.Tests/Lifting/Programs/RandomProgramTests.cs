using System.Globalization;
using Microsoft.CodeAnalysis;
using Xcs.Lifting;
using Xcs.Tests.Execution;
using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting.Programs;

public class RandomProgramTests(ITestOutputHelper output)
{
    private const string Prelude = """
        using static Xcs.Tests.Lifting.CorpusLog;
        public struct Pair
        {
            public int Left, Right;
            public Pair(int left, int right) { Left = left; Right = right; }
            public int Sum => Left + Right;
            public void Shift(int by) { Left += by; Right -= by; }
        }
        public static class Programs
        {
            private static int Add(int a, int b) => unchecked(a + 2 * b);
            private static string? Short(string? s) => s?.Length > 20 ? null : s;
            private static void Bump(ref int a, ref int b) { a += 1; b ^= a; }

        """;

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void RandomProgramsDoTheSameWhenLifted(OptimizationLevel optimization)
    {
        var (first, count) = (LiftingOptions.Seed, LiftingOptions.Programs);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"programs {first} to {first + count - 1}"));
        var texts = Enumerable.Range(first, count).Select(static seed => new ProgramGenerator(seed).Method()).ToList();
        var assembly = InMemoryCompiler.Compile($"Programs.{optimization}", optimization, [("Programs.cs", $"{Prelude}{string.Join('\n', texts)}}}")]);

        var failures = new List<string>();
        for (var k = 0; k < count; k++)
        {
            var method = assembly.GetType("Programs")!.GetMethod($"Program{first + k}")!;
            using var watchdog = Watchdog.Guard(() => method.Name);
            string? difference;
            try
            {
                difference = DifferentialCheck.Difference(method, Lifter.Lift(method), MethodInputs.For(method)!, first + k, 24, CorpusLog.Take);
            }
            catch (Exception failure)
            {
                difference = failure.ToString();
            }

            if (difference is not null)
                failures.Add($"{difference}\n{texts[k]}");
        }

        // The shortest program says most.
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} programs differ\n{string.Join("\n\n", failures.OrderBy(static failure => failure.Length).Take(3))}");
    }
}
