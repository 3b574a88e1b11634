namespace Xcs.Kernels.Tests.Vectorization;

public sealed class LargeKernelTests
{
    public static TheoryData<KernelWidth> Widths => [KernelWidth.Bits128, KernelWidth.Bits256, KernelWidth.Bits512];

    /// <summary>Beyond what the JIT optimises, code is made of several functions, and says so.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void AKernelOfThousandsOfStatementsIsRight(KernelWidth width)
    {
        var kernel = Kernel.Compile((Buffer<uint> y) => { y[Gpu.GlobalIndex] = Mixed((uint)Gpu.GlobalIndex); }, new KernelOptions { Width = width });
        using var y = new Buffer<uint>(150);

        kernel.Launch(new LaunchShape(2, 75), y);

        Assert.Equal(Enumerable.Range(0, 150).Select(i => Mixed((uint)i)), y.ToArray());
        Assert.Matches("in [0-9]+ functions", kernel.Explain());
        Assert.DoesNotContain("split the kernel", kernel.Explain(), StringComparison.Ordinal);
    }

    private static uint Mixed(uint x) => Hundred(Hundred(Hundred(Hundred(x))));

    private static uint Hundred(uint x) => Ten(Ten(Ten(Ten(Ten(Ten(Ten(Ten(Ten(Ten(x))))))))));

    private static uint Ten(uint x) => Mix(Mix(Mix(Mix(Mix(Mix(Mix(Mix(Mix(Mix(x))))))))));

    private static uint Mix(uint x)
    {
        if ((x & 3) == 1)
            x ^= x >> 5;
        else
            x += 0x9E3779B9;
        return x * 0x85EBCA6B;
    }
}
