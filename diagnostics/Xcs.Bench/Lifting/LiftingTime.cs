using System.Diagnostics;
using System.Reflection;
using Xcs.Lifting;

namespace Xcs.Bench;

/// <summary>What lifting costs for methods of the base class library that are about 100 instructions long. Times in microseconds.</summary>
internal sealed record LiftingTime(int Methods, IReadOnlyList<double> Lift, IReadOnlyList<double> Again, IReadOnlyList<double> Compile)
{
    private const int WarmUps = 1_500;

    public static LiftingTime Measure()
    {
        var methods = typeof(object).Assembly.GetTypes()
            .Where(static type => !type.ContainsGenericParameters && type.Namespace?.Contains("Intrinsics", StringComparison.Ordinal) != true)
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static method => !method.ContainsGenericParameters)
            .OrderBy(static method => method.MetadataToken)
            .Select(static method => (Method: method, Count: Instructions(method)))
            .ToList();
        foreach (var (method, _) in methods.Where(static candidate => candidate.Count is > 20 and (< 90 or > 110) and < 400).Take(WarmUps))
            TryLift(method)?.ToLambda();

        // Tier 1 arrives in the background: the lifter is measured as a program that lifts a lot runs it.
        Thread.Sleep(500);
        List<double> lift = [], again = [], compile = [];
        foreach (var (method, _) in methods.Where(static candidate => candidate.Count is >= 90 and <= 110))
        {
            var start = Stopwatch.GetTimestamp();
            var lifted = TryLift(method);
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (lifted is null)
                continue;
            lift.Add(elapsed.TotalMicroseconds);
            start = Stopwatch.GetTimestamp();
            Lifter.Lift(method);
            again.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            var lambda = lifted.ToLambda();
            start = Stopwatch.GetTimestamp();
            lambda.Compile();
            compile.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return new(lift.Count, lift, again, compile);
    }

    private static LiftedMethod? TryLift(MethodInfo method)
    {
        try
        {
            return Lifter.Lift(method);
        }
        catch (LiftingException)
        {
            return null;
        }
    }

    private static int Instructions(MethodInfo method) =>
        method.GetMethodBody()?.GetILAsByteArray() is { } code ? IlReader.Read(code).Count : 0;
}
