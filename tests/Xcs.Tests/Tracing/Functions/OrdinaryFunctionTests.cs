using System.Reflection;

namespace Xcs.Tests.Tracing.Functions;

/// <summary>Ordinary functions give as graphs what they give as they are: result, exception, and what they did that others can see.</summary>
public class OrdinaryFunctionTests
{
    public static TheoryData<string, ExecutionMode, CompilationMode> Cases =>
    [
        .. from method in typeof(OrdinaryFunctions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where method.ReturnType == typeof(object)
           from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           select (method.Name, mode, compilation),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AFunctionAsAGraphIsTheFunction(string name, ExecutionMode mode, CompilationMode compilation)
    {
        var function = typeof(OrdinaryFunctions).GetMethod(name)!.CreateDelegate<Func<int, Journal, object?>>();
        var fast = Graph.Jit<Func<int, Journal, object?>>(function, new JitOptions { Mode = mode, Compilation = compilation });
        for (var x = -1; x < 36; x++)
            Assert.Equal(Outcome(function, x), Outcome(fast, x));
    }

    private static string Outcome(Func<int, Journal, object?> function, int x)
    {
        var journal = new Journal();
        string result;
        try
        {
            result = $"{function(x, journal)}";
        }
        catch (Exception exception)
        {
            result = $"{exception.GetType().Name}: {exception.Message}";
        }

        return $"x = {x}: {result} [{string.Join("; ", journal.Lines)}] {journal.Count}";
    }
}
