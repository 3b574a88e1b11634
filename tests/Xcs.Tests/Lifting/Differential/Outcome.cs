using System.Reflection;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>What can be observed of one call: its result or its exception, and what became of its arguments and of the effects log.</summary>
internal sealed record Outcome(object? Result, Exception? Failure, object?[] Arguments, string Effects)
{
    public static Outcome Of(Func<Delegate, object?[], object?> caller, Delegate function, object?[] arguments, Func<string>? effects = null)
    {
        try
        {
            return new(caller(function, arguments), null, arguments, effects?.Invoke() ?? "");
        }
        catch (Exception failure)
        {
            // The type initializer of a corpus type fails the same way on both sides.
            var cause = failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
            return new(null, cause, arguments, effects?.Invoke() ?? "");
        }
    }

    /// <summary>What differs from this, the original's, in words; null where nothing does.</summary>
    public string? Difference(Outcome lifted)
    {
        if (Failure?.GetType() != lifted.Failure?.GetType())
            return $"expected {Ending(this)}, got {Ending(lifted)}";
        if (Effects != lifted.Effects)
            return $"expected effects [{Effects}], got [{lifted.Effects}]";

        var sameness = new Sameness();
        if (sameness.Difference(Result, lifted.Result, "result") is { } result)
            return result;
        for (var k = 0; k < Arguments.Length; k++)
        {
            if (sameness.Difference(Arguments[k], lifted.Arguments[k], $"argument {k} afterwards") is { } argument)
                return argument;
            if (Result is not null and not string && Result.GetType().IsClass && ReferenceEquals(Result, Arguments[k]) != ReferenceEquals(lifted.Result, lifted.Arguments[k]))
                return $"the result is {(ReferenceEquals(Result, Arguments[k]) ? "no longer" : "")} argument {k} itself";
        }

        return null;
    }

    private static string Ending(Outcome outcome) => outcome.Failure is { } failure
        ? $"{failure.GetType().Name} ({failure.Message})"
        : Showing.Text(outcome.Result);
}
