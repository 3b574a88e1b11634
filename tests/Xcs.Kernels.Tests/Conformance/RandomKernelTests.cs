using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Tests.Conformance;

public sealed class RandomKernelTests
{
    /// <summary>Kernels without cooperation, against .NET's own compilation of one thread.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void MasksGiveWhatEachThreadGivesAlone(int warp)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var program = RandomKernels.Program(seed, warp, isTogether: false);
            var shape = RandomKernelRun.Shape(seed, warp);
            var found = RandomKernelRun.Of(program, InterpreterBackend.Instance, new() { WarpSize = warp }, shape, seed);
            if (found.DifferenceFrom(ThreadAlone.Run(program, shape, seed)) is { } difference)
                Assert.Fail($"seed {seed}, warp {warp}, {shape}: {difference}\n{KernelText.Of(program)}");
        }
    }
}
