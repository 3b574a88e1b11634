using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Language;

/// <summary>Kernels at the edges of the language: every width of registers gives the bits of the interpreter, in flat blocks and in blocks of three dimensions.</summary>
public sealed class EdgeKernelTests
{
    private const int Results = 8;

    private static readonly LaunchShape[] Shapes = [new(2, 70, sharedBytes: 1000), new(new Dim3(2, 1, 2), new Dim3(5, 3, 2), 500)];

    private static readonly float[] Floats = [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1, -1, 0.5f, float.Epsilon, 1e30f];

    public static TheoryData<string, int> KernelsAndWarps
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var kernel in EdgeKernels.All.Keys)
                foreach (var warp in KernelBackends.WarpSizes)
                    data.Add(kernel, warp);
            return data;
        }
    }

    public static TheoryData<string> Kernels => [.. EdgeKernels.All.Keys];

    [Theory]
    [MemberData(nameof(KernelsAndWarps))]
    public void EveryWidthGivesTheBitsOfTheInterpreter(string kernel, int warp)
    {
        foreach (var shape in Shapes)
        {
            var (wantedY, wantedZ) = Run(kernel, KernelBackends.Options("interpreter", warp), shape);
            foreach (var backend in KernelBackends.Names.Select(b => b.Data).Where(b => b != "interpreter"))
            {
                var (y, z) = Run(kernel, KernelBackends.Options(backend, warp), shape);
                for (var k = 0; k < y.Length; k++)
                {
                    Assert.True(wantedY[k] == y[k], $"{backend}, {shape}, thread {k / Results}, y {k % Results}: {wantedY[k]} expected, {y[k]} found");
                    Assert.True(wantedZ[k].Equals(z[k]) && (double.IsNaN(z[k]) || double.IsNegative(z[k]) == double.IsNegative(wantedZ[k])),
                        $"{backend}, {shape}, thread {k / Results}, z {k % Results}: {wantedZ[k]:R} expected, {z[k]:R} found");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheSanitizerFindsNoRacesInThem(string kernel)
    {
        try
        {
            foreach (var shape in Shapes)
                Run(kernel, new() { Sanitize = true }, shape);
        }
        catch (SanitizerException exception)
        {
            Assert.All(exception.Findings, finding => Assert.Equal(SanitizerKind.AbsentLane, finding.Kind));
        }
    }

    private static (long[] Y, double[] Z) Run(string kernel, KernelOptions options, LaunchShape shape)
    {
        var count = (int)(shape.Blocks.Count * shape.Threads.Count);
        var random = new Random(11);
        using var n = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, count).Select(i => i % 11 == 3 ? int.MinValue : random.Next(-40, 40))]);
        using var f = new ReadOnlyBuffer<float>([.. Enumerable.Range(0, count).Select(i => random.Next(3) == 0 ? Floats[random.Next(Floats.Length)] : (random.NextSingle() - 0.5f) * 300)]);
        using var y = new Buffer<long>(count * Results);
        using var z = new Buffer<double>(count * Results);
        Kernel.Compile(EdgeKernels.All[kernel], options).Launch(shape, n, f, y, z);
        return (y.ToArray(), z.ToArray());
    }
}
