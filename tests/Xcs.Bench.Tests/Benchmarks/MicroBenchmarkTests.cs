using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Xcs.Benchmarks;

namespace Xcs.Bench.Tests.Benchmarks;

/// <summary>Every micro-benchmark runs once with its setups, as BenchmarkDotNet finds them, so that none rots between two measurements.</summary>
[Collection("Recording")]
public sealed class MicroBenchmarkTests
{
    private static readonly IReadOnlyList<BenchmarkCase> Cases =
    [
        .. typeof(DispatchBenchmarks).Assembly.GetExportedTypes()
            .Where(static type => type.GetMethods().Any(static method => method.IsDefined(typeof(BenchmarkAttribute))))
            .SelectMany(static type => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachBenchmarkRunsWithItsSetups(string name)
    {
        var found = Cases.Single(found => NameOf(found) == name);
        var benchmark = found.Descriptor;
        var instance = Activator.CreateInstance(benchmark.Type)!;
        foreach (var parameter in found.Parameters.Items)
            benchmark.Type.GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);

        Call(instance, benchmark.GlobalSetupMethod);
        Call(instance, benchmark.IterationSetupMethod);
        var result = Call(instance, benchmark.WorkloadMethod);
        Call(instance, benchmark.IterationCleanupMethod);
        Call(instance, benchmark.GlobalCleanupMethod);

        Assert.Equal(benchmark.WorkloadMethod.ReturnType == typeof(void), result is null);
    }

    private static string NameOf(BenchmarkCase found) => $"{found.Descriptor.Type.Name}.{found.Descriptor.WorkloadMethod.Name} {found.Parameters.DisplayInfo}";

    private static object? Call(object instance, MethodInfo? method) => method?.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, null, null);
}
