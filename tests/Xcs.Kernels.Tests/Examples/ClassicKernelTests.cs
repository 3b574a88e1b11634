using KernelExamples;
using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Examples;

/// <summary>The classic kernels of the examples.</summary>
public sealed class ClassicKernelTests
{
    public static TheoryData<string> Names => [.. AllExamples.List.Select(example => example.Name)];

    public static TheoryData<string, string, int> NamesBackendsAndWarps
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var example in AllExamples.List)
                foreach (var backend in KernelBackends.Names)
                    foreach (var warp in KernelBackends.WarpSizes)
                        data.Add(example.Name, backend.Data, warp);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NamesBackendsAndWarps))]
    public void TheyAgreeWithPlainCode(string name, string backend, int warp) => Agrees(name, KernelBackends.Options(backend, warp));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSanitizerFindsNothing(string name) => Assert.All(new[] { 8, 32, 64 }, warp => Agrees(name, new() { Sanitize = true, WarpSize = warp }));

    [Theory]
    [MemberData(nameof(Names))]
    public void AWrongResultIsNoticed(string name)
    {
        using var trial = Example(name).Prepare(new() { Backend = KernelBackend.Interpreter }, Example(name).SmallSize);
        trial.Plain();
        Assert.False(trial.IsEqual);
    }

    [Theory]
    [InlineData(0, 0, 0xff1dae596cd10df2)]
    [InlineData(0xffffffffffffffff, 0xffffffff, 0x2c3f628bab4fd7ad)]
    [InlineData(0x85a308d3243f6a88, 0x13198a2e, 0xdd7ce038f62a4c12)]
    public void PhiloxDrawsWhatItsAuthorsPublished(ulong counter, uint key, ulong highAndLowSwapped) =>
        Assert.Equal(highAndLowSwapped, ulong.RotateLeft(Philox.Draw(counter, key), 32));

    // Twice: what a launch finds in its buffers does not matter.
    private static void Agrees(string name, KernelOptions options)
    {
        using var trial = Example(name).Prepare(options, Example(name).SmallSize);
        trial.Plain();
        for (var run = 0; run < 2; run++)
        {
            trial.Launch();
            Assert.True(trial.IsEqual, $"{name} differs from its reference.");
        }
    }

    private static Example Example(string name) => AllExamples.List.First(example => example.Name == name);
}
