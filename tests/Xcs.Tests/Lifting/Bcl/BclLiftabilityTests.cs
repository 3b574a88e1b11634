using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xcs.Lifting;
using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting.Bcl;

public class BclLiftabilityTests(ITestOutputHelper output)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Methods that cannot be called with made-up arguments can still be lifted and compiled: private and instance methods too. The normal suite
    /// takes every 24th method, XCS_LIFTING_STRIDE=1 all of them.
    /// </summary>
    [Fact]
    public void EveryMethodIsLiftedAndCompiledOrRefused()
    {
        var methods = new[] { typeof(object), typeof(Enumerable), typeof(SortedSet<>), typeof(System.Numerics.BigInteger), typeof(System.Text.RegularExpressions.Regex) }
            .SelectMany(static type => type.Assembly.GetTypes())
            .Where(static type => !type.ContainsGenericParameters && type.Namespace?.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal) != true)
            .SelectMany(static type => type.GetMethods(Declared))
            .Where(static method => !method.ContainsGenericParameters && method.GetMethodBody() is not null)
            .Where((_, index) => index % LiftingOptions.Stride == 0)
            .ToArray();
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        var refused = 0;
        Parallel.ForEach(methods, method =>
        {
            try
            {
                var lambda = Lifter.Lift(method).ToLambda();
                if (lambda.ReturnType != method.ReturnType)
                    failures.Add($"{method.DeclaringType}.{method}: returns {lambda.ReturnType}");
                RuntimeHelpers.PrepareDelegate(lambda.Compile());
            }
            catch (LiftingException)
            {
                Interlocked.Increment(ref refused);
            }
            catch (Exception failure)
            {
                failures.Add($"{method.DeclaringType}.{method}: {failure}");
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{methods.Length} methods, {refused} refused, {failures.Count} failed"));
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.OrderBy(static failure => failure.Length).Take(20)));
    }
}
