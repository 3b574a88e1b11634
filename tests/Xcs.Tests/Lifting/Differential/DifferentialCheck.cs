using System.Reflection;
using Xcs.Lifting;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>Compares a method with its lifted, compiled form on generated inputs.</summary>
internal static class DifferentialCheck
{
    private static long s_calls, s_failures;

    /// <summary>How many calls have been compared so far, and how many of them ended in an exception.</summary>
    public static (long Calls, long Failures) Compared => (Interlocked.Read(ref s_calls), Interlocked.Read(ref s_failures));

    /// <summary>The first difference, with the method, the seed and the inputs that show it; null where there is none.</summary>
    public static string? Difference(MethodBase method, LiftedMethod lifted, MethodInputs inputs, int seed, int calls, Func<string>? effects = null)
    {
        Delegate copy, original;
        try
        {
            copy = lifted.ToLambda().Compile();
            original = method is MethodInfo { IsStatic: true } function
                ? function.CreateDelegate(copy.GetType())
                : Delegate.CreateDelegate(copy.GetType(), (MethodInfo)method);
        }
        catch (Exception failure)
        {
            return $"cannot be compiled: {failure.GetType().Name}: {failure.Message}";
        }

        return Difference(original, copy, inputs, seed, calls, effects);
    }

    /// <inheritdoc cref="Difference(MethodBase, LiftedMethod, MethodInputs, int, int, Func{string}?)"/>
    public static string? Difference(Delegate original, Delegate copy, MethodInputs inputs, int seed, int calls, Func<string>? effects = null)
    {
        var caller = DelegateCaller.For(copy.GetType());
        for (var k = 0; k < calls; k++)
        {
            var expected = Outcome.Of(caller, original, inputs.Make(seed + k), effects);
            var actual = Outcome.Of(caller, copy, inputs.Make(seed + k), effects);
            Interlocked.Increment(ref s_calls);
            if (expected.Failure is not null)
                Interlocked.Increment(ref s_failures);
            if (expected.Difference(actual) is { } difference)
                return $"seed {seed + k}, inputs ({Showing.Texts(inputs.Make(seed + k))}): {difference}{Trace(actual.Failure)}";
        }

        return null;
    }

    private static string Trace(Exception? failure) => failure is null ? "" : $"\n{failure}";
}
