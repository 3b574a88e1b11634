using System.Linq.Expressions;
using Xcs.Tracing.Statements;

namespace Xcs.Tests.Tracing.Statements;

/// <summary>Generated functions give what they give when they run as they are: result, exception, and everything that others can see.</summary>
public class StatementRandomTests
{
    private const int Programs = 320;

    [Fact]
    public void GeneratedFunctionsRunAsWritten()
    {
        var first = Environment.GetEnvironmentVariable("XCS_SEED") is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 1;
        var count = Environment.GetEnvironmentVariable("XCS_PROGRAMS") is { } programs ? int.Parse(programs, System.Globalization.CultureInfo.InvariantCulture) : Programs;
        TestContext.Current.SendDiagnosticMessage($"seeds {first} to {first + count - 1}");
        for (var seed = first; seed < first + count; seed++)
            Check(seed);
    }

    private static void Check(int seed)
    {
        var function = new StatementGenerator(seed).Make();
        var original = function.Compile();
        DataflowGraph graph;
        try
        {
            graph = LiftedTracer.Trace(function, "generated");
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed}: {exception}\n{Text(function)}", exception);
        }

        foreach (var mode in Enum.GetValues<ExecutionMode>())
        {
            var compilation = (CompilationMode)((seed + (int)mode) % Enum.GetValues<CompilationMode>().Length);
            var compiled = graph.Plan().Compile(new JitOptions { Mode = mode, Compilation = compilation });
            foreach (var (x, y, isSame) in new[] { (seed % 50, 3, false), (12 - (seed % 30), 8, true), (7, seed, false) })
            {
                var expected = Outcome(isSame, (world, other, given) => original(x, y, world, other, given));
                var actual = Outcome(isSame, (world, other, given) => (int)compiled.Invoke(x, y, world, other, given)!);
                Assert.True(expected == actual, $"seed {seed}, {mode}, {compilation}, ({x}, {y}, {isSame})\nexpected {expected}\nactual   {actual}\n{Text(function)}\n{graph.ToText()}");
            }
        }
    }

    private static string Outcome(bool isSame, Func<StatementWorld, StatementWorld, int[], int> function)
    {
        var world = new StatementWorld { Value = 5 };
        var other = isSame ? world : new StatementWorld { Value = 11 };
        string result;
        try
        {
            result = function(world, other, [4, 18, 1, 9]).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception exception)
        {
            result = $"{exception.GetType().Name}: {exception.Message}";
        }

        return $"{result} | {world.Describe()} | {other.Describe()}";
    }

    private static string Text(LambdaExpression function) =>
        (string)typeof(Expression).GetProperty("DebugView", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(function)!;
}
