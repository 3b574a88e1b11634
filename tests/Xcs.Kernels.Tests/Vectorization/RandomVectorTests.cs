using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;
using Xcs.Kernels.Tests.Conformance;
using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels.Tests.Vectorization;

/// <summary>Random kernels: compiled code, of every second one simplified, gives what the interpreter gives, bit for bit. 2,100 kernels, every warp size at every width.</summary>
public sealed class RandomVectorTests
{
    private const int Seeds = 140;

    public static TheoryData<int, KernelWidth> WarpsAndWidths
    {
        get
        {
            var data = new TheoryData<int, KernelWidth>();
            foreach (var warp in KernelBackends.WarpSizes)
                foreach (var width in new[] { KernelWidth.Bits128, KernelWidth.Bits256, KernelWidth.Bits512 })
                    data.Add(warp, width);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WarpsAndWidths))]
    public void VectorsGiveWhatTheInterpreterGives(int warp, KernelWidth width)
    {
        for (var i = 0; i < Seeds; i++)
            Compare((((int)width * 64) + warp) * 1000 + i, i, new KernelOptions { WarpSize = warp, Width = width });
    }

    /// <summary>With the limit that code is split at so low that there are functions everywhere.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void CodeOfManyFunctionsGivesWhatTheInterpreterGives(int warp)
    {
        for (var i = 0; i < 5; i++)
            Compare((warp * 1000) + 500_000 + i, i, new KernelOptions { WarpSize = warp, Width = i % 3 == 0 ? KernelWidth.Bits512 : KernelWidth.Bits128, MostUses = 300 + (i * 100) });
    }

    private static void Compare(int seed, int i, KernelOptions options)
    {
        var warp = options.WarpSize;
        var program = RandomKernels.Program(seed, warp, isTogether: i % 4 != 0);
        var shape = RandomKernelRun.Shape(seed, warp);
        var expected = RandomKernelRun.Of(program, InterpreterBackend.Instance, options, shape, seed);
        RandomKernelRun found;
        try
        {
            found = RandomKernelRun.Of(i % 2 == 0 ? program : Simplifier.Simplify(program, []), SimdBackend.Instance, options, shape, seed);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed}, warp {warp}, width {options.Width}, {shape}\n{KernelText.Of(program)}", exception);
        }
        if (found.DifferenceFrom(expected) is { } difference)
            Assert.Fail($"seed {seed}, warp {warp}, width {options.Width}, {shape}: {difference}\n{KernelText.Of(program)}");
    }
}
