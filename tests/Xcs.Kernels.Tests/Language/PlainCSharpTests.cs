using System.Reflection;
using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Language;

/// <summary>C# as users write it: in a kernel, on every back end, each thread does what the same method does when it is called.</summary>
public sealed class PlainCSharpTests
{
    private const int Threads = 50;
    private const int Blocks = 3;
    private const int Count = Blocks * Threads;

    private static readonly int[] Integers = [0, 1, -1, int.MinValue, int.MaxValue, 2, -2, 31, 32, 33, 63, 64, 255, 256, -128, int.MinValue + 1, 65536, -65537];
    private static readonly float[] Floats =
        [0, -0f, 1, -1, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 0.5f, -0.5f, 1.5f, 2.5f, 2147483648f, -2147483904f, 1e20f, 4294967296f, 255.99f];

    public static TheoryData<string, string, int> KernelsBackendsAndWarps
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var kernel in Kernels.Keys.Order(StringComparer.Ordinal))
                foreach (var backend in KernelBackends.Names)
                    foreach (var warp in new[] { 8, 32 })
                        data.Add(kernel, backend.Data, warp);
            return data;
        }
    }

    private static Dictionary<string, Type> Kernels { get; } =
        typeof(IPlainKernel).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(IPlainKernel))).ToDictionary(t => t.Name);

    [Theory]
    [MemberData(nameof(KernelsBackendsAndWarps))]
    public void AThreadDoesWhatTheMethodDoes(string kernel, string backend, int warp) =>
        typeof(PlainCSharpTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Kernels[kernel]).CreateDelegate<Action<KernelOptions>>()(KernelBackends.Options(backend, warp));

    private static void Check<TKernel>(KernelOptions options)
        where TKernel : struct, IPlainKernel
    {
        var random = new Random(7);
        using var n = new ReadOnlyBuffer<int>([.. Enumerable.Range(0, Count).Select(i => i < Integers.Length ? Integers[i] : random.Next(4) == 0 ? Integers[random.Next(Integers.Length)] : random.Next(-300, 300))]);
        using var f = new ReadOnlyBuffer<float>([.. Enumerable.Range(0, Count).Select(i => i < Floats.Length ? Floats[i] : random.Next(4) == 0 ? Floats[random.Next(Floats.Length)] : (random.NextSingle() - 0.5f) * 100)]);
        using Buffer<long> y = new(Count * IPlainKernel.Results), wantedY = new(y.Length);
        using Buffer<double> z = new(y.Length), wantedZ = new(y.Length);
        for (var i = 0; i < Count; i++)
            TKernel.Run(i, n, f, wantedY, wantedZ);

        Kernel.Compile<Action<ReadOnlyBuffer<int>, ReadOnlyBuffer<float>, Buffer<long>, Buffer<double>>>(Run<TKernel>, options).Launch(new LaunchShape(Blocks, Threads), n, f, y, z);

        for (var i = 0; i < y.Length; i++)
        {
            Assert.True(wantedY[i] == y[i], $"thread {i / IPlainKernel.Results}, y {i % IPlainKernel.Results}: {wantedY[i]} expected, {y[i]} found (n {n[i / IPlainKernel.Results]}, f {f[i / IPlainKernel.Results]:R})");
            Assert.True(wantedZ[i].Equals(z[i]) && (double.IsNaN(z[i]) || double.IsNegative(wantedZ[i]) == double.IsNegative(z[i])),
                $"thread {i / IPlainKernel.Results}, z {i % IPlainKernel.Results}: {wantedZ[i]:R} expected, {z[i]:R} found (n {n[i / IPlainKernel.Results]}, f {f[i / IPlainKernel.Results]:R})");
        }
    }

    private static void Run<TKernel>(ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        where TKernel : struct, IPlainKernel => TKernel.Run(Gpu.GlobalIndex, n, f, y, z);
}
