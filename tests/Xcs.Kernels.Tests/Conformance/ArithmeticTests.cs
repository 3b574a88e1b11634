using System.Numerics;
using System.Runtime.Intrinsics;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>Operators, conversions and functions on every type, where only every third lane is active.</summary>
public sealed class ArithmeticTests
{
    private const int Count = 150;

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void OperatorsGiveWhatCSharpGives(string backend)
    {
        var options = KernelBackends.Options(backend);
        Numbers(options, i => i - 70);
        Numbers(options, i => (uint)(i * 2654435761));
        Numbers(options, i => (i - 70) * 5_000_000_000L);
        Numbers(options, i => (ulong)i * 0x9E3779B97F4A7C15);
        Numbers(options, i => (i - 70) / 8f);
        Numbers(options, i => (i - 70) / 8d);
        Integers(options, i => i - 70);
        Integers(options, i => (uint)(i * 2654435761));
        Integers(options, i => (i - 70) * 5_000_000_000L);
        Integers(options, i => (ulong)i * 0x9E3779B97F4A7C15);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ConversionsGiveWhatCSharpGives(string backend)
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<double>, Buffer<double>>>(Conversions, KernelBackends.Options(backend));
        double[] special = [0, -0.0, 1e10, -1e10, 1e20, -1e20, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 255.9, -1.5, 2147483647.5, 4294967295.5, 1e-40];
        using var x = new ReadOnlyBuffer<double>([.. Enumerable.Range(0, Count).Select(i => i < special.Length ? special[i] : (i - 75) * 1.37)]);
        using var y = new Buffer<double>(16 * Count);
        kernel.Launch(new LaunchShape(1, Count), x, y);
        for (var i = 0; i < Count; i += 3)
        {
            var d = x[i];
            var (n, f) = ((int)d, (float)d);
            double[] expected =
            [
                n, (uint)d, (long)d, (ulong)d, f, (int)f, (uint)n, (long)n, (ulong)n, (byte)n, (float)n, (float)(uint)n, (double)(Half)d, (float)(ulong)(long)n, n > 0 ? 1 : 0, (double)(long)(ulong)d,
            ];
            for (var k = 0; k < expected.Length; k++)
                Assert.True(expected[k].Equals(y[(k * Count) + i]), $"conversion {k} of {d:R}: {expected[k]:R} expected, {y[(k * Count) + i]:R} found");
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void FunctionsGiveWhatTheirDefinitionsGive(string backend)
    {
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<float>, Buffer<float>, Buffer<double>>>(Functions, KernelBackends.Options(backend));
        float[] special = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e-42f, 88f, 89f, -104f, 3e38f, 0.5f, 1.5f, 2.5f, -0.5f];
        using var x = new ReadOnlyBuffer<float>([.. Enumerable.Range(0, Count).Select(i => i < special.Length ? special[i] : (i - 75) * 0.17f)]);
        using var y = new Buffer<float>(20 * Count);
        using var z = new Buffer<double>(10 * Count);
        kernel.Launch(new LaunchShape(1, Count), x, y, z);
        for (var i = 0; i < Count; i += 3)
        {
            var v = x[i];
            var d = (double)v;
            float[] single =
            [
                MathF.Sqrt(v), MathF.Abs(v), MathF.Floor(v), MathF.Ceiling(v), MathF.Truncate(v), MathF.Round(v), MathF.Min(v, 1f), MathF.Max(v, -0f), MathF.FusedMultiplyAdd(v, v, 1f), MathF.CopySign(2f, v),
                VectorFunctions.Exp(v), VectorFunctions.Log(v), VectorFunctions.Log2(v), VectorFunctions.Sin(v), VectorFunctions.Cos(v),
                MathF.Tan(v), MathF.Pow(v, 3f), MathF.Atan2(v, 2f), VectorFunctions.Tanh(v), float.Hypot(v, 3f),
            ];
            double[] full =
            [
                Math.Sqrt(d), Math.Abs(d), Math.Floor(d), Vector128.Exp(Vector128.Create(d))[0], Vector128.Log(Vector128.Create(d))[0], Vector128.Sin(Vector128.Create(d))[0], Vector128.Cos(Vector128.Create(d))[0],
                Vector128.Log2(Vector128.Create(d))[0], Math.Pow(d, 2.5), Math.FusedMultiplyAdd(d, d, d),
            ];
            for (var k = 0; k < single.Length; k++)
                Assert.True(single[k].Equals(y[(k * Count) + i]), $"function {k} of {v:R}: {single[k]:R} expected, {y[(k * Count) + i]:R} found");
            for (var k = 0; k < full.Length; k++)
                Assert.True(full[k].Equals(z[(k * Count) + i]), $"double function {k} of {v:R}: {full[k]:R} expected, {z[(k * Count) + i]:R} found");
        }
    }

    private static void Numbers<T>(KernelOptions options, Func<int, T> make)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => Check<T>(options, make, Kernel.Compile<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<T>, Buffer<T>>>(OfNumbers<T>, options), (a, b) =>
        [a + b, a - b, a * b, b == T.Zero ? T.One : a / b, b == T.Zero ? T.One : a % b, a < b ? a : b, a >= b ? a : b, a == b ? a : T.Zero, a != b ? T.One : b, -a]);

    private static void Integers<T>(KernelOptions options, Func<int, T> make)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => Check<T>(options, make, Kernel.Compile<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<T>, Buffer<T>>>(OfIntegers<T>, options), (a, b) =>
        [a & b, a | b, a ^ b, ~a, a << 5, a >> 3, a >>> 3, a << 33, T.PopCount(a), T.LeadingZeroCount(b)]);

    private static void Check<T>(KernelOptions options, Func<int, T> make, Kernel<Action<ReadOnlyBuffer<T>, ReadOnlyBuffer<T>, Buffer<T>>> kernel, Func<T, T, T[]> expected)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        using var x = new ReadOnlyBuffer<T>([.. Enumerable.Range(0, Count).Select(i => i == 0 ? T.MinValue : i == 3 ? T.MaxValue : make(i))]);
        using var y = new ReadOnlyBuffer<T>([.. Enumerable.Range(0, Count).Select(i => make(i * 7 % 13 + 68))]);
        using var z = new Buffer<T>(10 * Count);
        kernel.Launch(new LaunchShape(1, Count), x, y, z);
        for (var i = 0; i < Count; i++)
        {
            var row = expected(x[i], y[i]);
            for (var k = 0; k < row.Length; k++)
            {
                var wanted = i % 3 == 0 ? row[k] : T.Zero;
                Assert.True(wanted.Equals(z[(k * Count) + i]), $"{typeof(T).Name}, operator {k} on {x[i]} and {y[i]} of thread {i}: {wanted} expected, {z[(k * Count) + i]} found, {options.Backend} {options.Width}");
            }
        }
    }

    private static void OfNumbers<T>(ReadOnlyBuffer<T> x, ReadOnlyBuffer<T> y, Buffer<T> z)
        where T : unmanaged, INumber<T>
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        if (i % 3 != 0)
            return;
        var (a, b) = (x[i], y[i]);
        z[i] = a + b;
        z[n + i] = a - b;
        z[2 * n + i] = a * b;
        z[3 * n + i] = b == T.Zero ? T.One : a / b;
        z[4 * n + i] = b == T.Zero ? T.One : a % b;
        z[5 * n + i] = a < b ? a : b;
        z[6 * n + i] = a >= b ? a : b;
        z[7 * n + i] = a == b ? a : T.Zero;
        z[8 * n + i] = a != b ? T.One : b;
        z[9 * n + i] = -a;
    }

    private static void OfIntegers<T>(ReadOnlyBuffer<T> x, ReadOnlyBuffer<T> y, Buffer<T> z)
        where T : unmanaged, IBinaryInteger<T>
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        if (i % 3 == 0)
        {
            var (a, b) = (x[i], y[i]);
            z[i] = a & b;
            z[n + i] = a | b;
            z[2 * n + i] = a ^ b;
            z[3 * n + i] = ~a;
            z[4 * n + i] = a << 5;
            z[5 * n + i] = a >> 3;
            z[6 * n + i] = a >>> 3;
            z[7 * n + i] = a << 33;
            z[8 * n + i] = T.PopCount(a);
            z[9 * n + i] = T.LeadingZeroCount(b);
        }
    }

    private static void Conversions(ReadOnlyBuffer<double> x, Buffer<double> y)
    {
        var i = Gpu.GlobalIndex;
        var count = x.Length;
        if (i % 3 != 0)
            return;
        var d = x[i];
        var n = (int)d;
        var f = (float)d;
        y[i] = n;
        y[count + i] = (uint)d;
        y[2 * count + i] = (long)d;
        y[3 * count + i] = (ulong)d;
        y[4 * count + i] = f;
        y[5 * count + i] = (int)f;
        y[6 * count + i] = (uint)n;
        y[7 * count + i] = (long)n;
        y[8 * count + i] = (ulong)n;
        y[9 * count + i] = (byte)n;
        y[10 * count + i] = (float)n;
        y[11 * count + i] = (float)(uint)n;
        y[12 * count + i] = (double)(Half)d;
        y[13 * count + i] = (float)(ulong)(long)n;
        y[14 * count + i] = n > 0 ? 1 : 0;
        y[15 * count + i] = (long)(ulong)d;
    }

    private static void Functions(ReadOnlyBuffer<float> x, Buffer<float> y, Buffer<double> z)
    {
        var i = Gpu.GlobalIndex;
        var n = x.Length;
        if (i % 3 != 0)
            return;
        var v = x[i];
        var d = (double)v;
        y[i] = MathF.Sqrt(v);
        y[n + i] = MathF.Abs(v);
        y[2 * n + i] = MathF.Floor(v);
        y[3 * n + i] = MathF.Ceiling(v);
        y[4 * n + i] = MathF.Truncate(v);
        y[5 * n + i] = MathF.Round(v);
        y[6 * n + i] = MathF.Min(v, 1f);
        y[7 * n + i] = MathF.Max(v, -0f);
        y[8 * n + i] = MathF.FusedMultiplyAdd(v, v, 1f);
        y[9 * n + i] = MathF.CopySign(2f, v);
        y[10 * n + i] = MathF.Exp(v);
        y[11 * n + i] = MathF.Log(v);
        y[12 * n + i] = MathF.Log2(v);
        y[13 * n + i] = MathF.Sin(v);
        y[14 * n + i] = MathF.Cos(v);
        y[15 * n + i] = MathF.Tan(v);
        y[16 * n + i] = MathF.Pow(v, 3f);
        y[17 * n + i] = MathF.Atan2(v, 2f);
        y[18 * n + i] = MathF.Tanh(v);
        y[19 * n + i] = float.Hypot(v, 3f);
        z[i] = Math.Sqrt(d);
        z[n + i] = Math.Abs(d);
        z[2 * n + i] = Math.Floor(d);
        z[3 * n + i] = Math.Exp(d);
        z[4 * n + i] = Math.Log(d);
        z[5 * n + i] = Math.Sin(d);
        z[6 * n + i] = Math.Cos(d);
        z[7 * n + i] = Math.Log2(d);
        z[8 * n + i] = Math.Pow(d, 2.5);
        z[9 * n + i] = Math.FusedMultiplyAdd(d, d, d);
    }
}
