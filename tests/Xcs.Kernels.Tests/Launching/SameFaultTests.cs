using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Launching;

/// <summary>Whatever fails, fails on every back end with the same words: kernel, line, block, thread, rule and mend.</summary>
public sealed class SameFaultTests
{
    private static readonly Dictionary<string, (Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<float>, Buffer<long>> Kernel, int Thread, string Words)> Faults = new()
    {
        ["a division by zero"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = 7 / n[Gpu.GlobalIndex]; }, 5, "division by zero"),
        ["a remainder by zero"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = 7u % (uint)n[Gpu.GlobalIndex]; }, 5, "division by zero"),
        ["a long division by zero"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = 7L / n[Gpu.GlobalIndex]; }, 5, "division by zero"),
        ["an unsigned long remainder by zero"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = (long)(7UL % (ulong)n[Gpu.GlobalIndex]); }, 5, "division by zero"),
        ["the least number by -1"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = int.MinValue / n[Gpu.GlobalIndex + 10]; }, 30, "a result that does not fit its type"),
        ["the least long number by -1"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = long.MinValue % (n[Gpu.GlobalIndex + 10] | 1); }, 30, "a result that does not fit its type"),
        ["a uniform division by zero"] = (static (n, f, y) => { if (Gpu.GlobalIndex > 2) y[Gpu.GlobalIndex] = 7 / n[5]; }, 3, "division by zero"),
        ["a division in a branch"] = (static (n, f, y) => { if (n[Gpu.GlobalIndex] < 0) y[Gpu.GlobalIndex] = 1; else y[Gpu.GlobalIndex] = Gpu.GlobalIndex > 5 ? 7 % (n[Gpu.GlobalIndex] - 30) : 0; }, 30, "division by zero"),
        ["the size of the least number"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = Math.Abs(n[Gpu.GlobalIndex]); }, 41, "a result that does not fit its type"),
        ["the sign of NaN"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = Math.Sign(f[Gpu.GlobalIndex]); }, 17, "Not-a-Number"),
        ["empty limits"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = Math.Clamp(3, 0, n[Gpu.GlobalIndex] + 4); }, 41, "greater than"),
        ["a conversion that does not fit"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = byte.CreateChecked(n[Gpu.GlobalIndex] + 2); }, 41, "a result that does not fit its type"),
        ["too many digits"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = (long)MathF.Round(f[Gpu.GlobalIndex], n[Gpu.GlobalIndex] & 7); }, 7, "digits"),
        ["a load behind the end"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = n[Gpu.GlobalIndex * 3]; }, 24, "n[72] is out of range: it has 70 elements"),
        ["a gathered load"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = n[n[Gpu.GlobalIndex]]; }, 40, "n[-1] is out of range"),
        ["a factor of a product"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = (uint)(((ulong)(uint)n[Gpu.GlobalIndex * 3] * (uint)n[Gpu.GlobalIndex * 2]) >> 32); }, 24, "n[72] is out of range"),
        ["a word that nobody needs"] = (static (n, f, y) => { var words = ((ulong)(uint)n[Gpu.GlobalIndex * 3] << 32) | (uint)n[Gpu.GlobalIndex * 2]; y[Gpu.GlobalIndex] = (uint)words; }, 24, "n[72] is out of range"),
        ["a scattered store"] = (static (n, f, y) => { y[n[Gpu.GlobalIndex] * 2] = 1; }, 40, "y[-2] is out of range"),
        ["a uniform load"] = (static (n, f, y) => { if ((Gpu.GlobalIndex & 1) == 1) y[Gpu.GlobalIndex] = n[n.Length]; }, 1, "n[70] is out of range"),
        ["a neighbour behind the end"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = n[Math.Min(Gpu.GlobalIndex + 30, 80)]; }, 40, "n[70] is out of range"),
        ["a neighbour before the start"] = (static (n, f, y) => { var i = Gpu.GlobalIndex == 0 ? 5 : Gpu.GlobalIndex - 10; y[Gpu.GlobalIndex] = n[i]; }, 1, "n[-9] is out of range"),
        ["a neighbour between crossed limits"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = n[Math.Clamp(Gpu.GlobalIndex, n.Length - 60, f.Length - 65)]; }, 0, "greater than"),
        ["an atomic before the start"] = (static (n, f, y) => { Atomic.Add(y, 20 - Gpu.GlobalIndex, 1); }, 21, "y[-1] is out of range"),
        ["a shared array"] = (static (n, f, y) => { var s = Shared.Array<byte>(9); s[Gpu.GlobalIndex] = 1; y[0] = s[0]; }, 9, "s[9] is out of range: it has 9 elements"),
        ["dynamic shared memory"] = (static (n, f, y) => { var s = Shared.Dynamic<double>(); s[Gpu.GlobalIndex] = 1; y[0] = s.Length; }, 11, "s[11] is out of range: it has 11 elements"),
        ["a local array of structs"] = (static (n, f, y) => { var s = Local.Array<(int A, float B)>(6); s[n[Gpu.GlobalIndex] & 7] = (1, 2); y[0] = s[0].A; }, 6, "s[6] is out of range: it has 6 elements"),
        ["an index that overflows"] = (static (n, f, y) => { y[Gpu.GlobalIndex * 0x10000000] = 1; }, 1, "y[268435456] is out of range"),
        ["an inlined method"] = (static (n, f, y) => { y[Gpu.GlobalIndex] = Tenth(n, Gpu.GlobalIndex); }, 5, "division by zero"),
        ["a loop that lanes leave"] = (static (n, f, y) => { for (var k = 0; k < n[Gpu.GlobalIndex]; k++) y[k * 3] = 10 / (k - 22); }, 23, "division by zero"),
    };

    public static TheoryData<string, int> Names
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in Faults.Keys)
                foreach (var warp in new[] { 8, 32, 64 })
                    data.Add(name, warp);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AThreadThatFailsIsNamedInTheSameWords(string name, int warp)
    {
        var (kernel, thread, words) = Faults[name];
        var faults = KernelBackends.Names.Select(backend => Fault(kernel, KernelBackends.Options(backend.Data, warp))).ToList();

        Assert.Single(faults.Select(fault => fault.Message).Distinct());
        Assert.Contains(words, faults[0].Message, StringComparison.OrdinalIgnoreCase);
        // Of several that fail in one statement the lowest is named; of warps that fail, the first.
        Assert.Equal((new Dim3(0, 0, 0), new Dim3(thread, 0, 0)), (faults[0].Block, faults[0].Thread));
        Assert.EndsWith("SameFaultTests.cs", faults[0].Source.File, StringComparison.Ordinal);
        Assert.True(faults[0].Mend.Length > 10);
    }

    private static KernelException Fault(Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<float>, Buffer<long>> kernel, KernelOptions options)
    {
        // 1, 1, 2, … with 0 in place 5, -1 in place 40 and the least number in place 41.
        using var n = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, 70).Select(i => i switch { 0 => 1, 5 => 0, 40 => -1, 41 => int.MinValue, _ => i })]);
        using var f = new ReadOnlyBuffer<float>([.. Enumerable.Range(0, 70).Select(i => i == 17 ? float.NaN : i / 4f)]);
        using var y = new Buffer<long>(300);
        return Assert.Throws<KernelException>(() => Kernel.Compile(kernel, options).Launch(new LaunchShape(1, 60, sharedBytes: 90), n, f, y));
    }

    private static int Tenth(ReadOnlyBuffer<int> n, int i)
    {
        var v = n[i];
        return 10 / v;
    }
}
