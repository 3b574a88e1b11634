using Xcs.Kernels.Programs;
using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Programs;

/// <summary>Functions in single precision against those of the platform in double precision, and the same bits on every back end.</summary>
public sealed class SingleFunctionTests
{
    // Odd, so that all mantissas have their turn.
    private const uint Stride = 4999;

    private static readonly Dictionary<string, (Func<float, float> Function, Func<double, double> Exact, double Units)> Functions = new()
    {
        ["Exp"] = (VectorFunctions.Exp, Math.Exp, 1),
        ["Log"] = (VectorFunctions.Log, Math.Log, 1),
        ["Log2"] = (VectorFunctions.Log2, Math.Log2, 1),
        ["Sin"] = (VectorFunctions.Sin, Math.Sin, 1),
        ["Cos"] = (VectorFunctions.Cos, Math.Cos, 1),
        ["Tanh"] = (VectorFunctions.Tanh, Math.Tanh, 1.5),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void FunctionsAreRightToTheLastPlace(string name)
    {
        var (function, exact, units) = Functions[name];
        for (ulong bits = 0; bits <= uint.MaxValue; bits += Stride)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)bits);
            var (found, expected) = (function(x), exact(x));
            Assert.True(IsNear(found, expected, units), $"{name}({x:R}) is {expected:R}, {found:R} found");
        }
    }

    [Theory]
    [InlineData("Exp", 0f, 1f), InlineData("Exp", float.PositiveInfinity, float.PositiveInfinity), InlineData("Exp", float.NegativeInfinity, 0f), InlineData("Exp", float.NaN, float.NaN)]
    [InlineData("Exp", 88.72284f, float.PositiveInfinity), InlineData("Exp", -104f, 0f), InlineData("Exp", -103.97208f, float.Epsilon), InlineData("Exp", 1e30f, float.PositiveInfinity), InlineData("Exp", -1e30f, 0f)]
    [InlineData("Log", 1f, 0f), InlineData("Log", 0f, float.NegativeInfinity), InlineData("Log", -1f, float.NaN), InlineData("Log", float.NegativeInfinity, float.NaN)]
    [InlineData("Log", float.PositiveInfinity, float.PositiveInfinity), InlineData("Log", float.NaN, float.NaN), InlineData("Log2", float.Epsilon, -149f), InlineData("Log2", 1024f, 10f), InlineData("Log2", 0f, float.NegativeInfinity)]
    [InlineData("Sin", 0f, 0f), InlineData("Sin", float.PositiveInfinity, float.NaN), InlineData("Sin", float.NaN, float.NaN), InlineData("Cos", 0f, 1f), InlineData("Cos", float.NegativeInfinity, float.NaN)]
    [InlineData("Tanh", 0f, 0f), InlineData("Tanh", float.PositiveInfinity, 1f), InlineData("Tanh", float.NegativeInfinity, -1f), InlineData("Tanh", float.NaN, float.NaN)]
    public void SpecialValuesAreThoseOfThePlatform(string name, float x, float expected)
    {
        var found = Functions[name].Function(x);
        Assert.True(float.IsNaN(expected) ? float.IsNaN(found) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(found), $"{name}({x:R}): {expected:R} expected, {found:R} found");
    }

    [Fact]
    public void OfNegativeZeroTheSignIsLeft()
    {
        SpecialValuesAreThoseOfThePlatform("Exp", -0f, 1f);
        SpecialValuesAreThoseOfThePlatform("Log", -0f, float.NegativeInfinity);
        SpecialValuesAreThoseOfThePlatform("Sin", -0f, -0f);
        SpecialValuesAreThoseOfThePlatform("Tanh", -0f, -0f);
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void EveryBackEndGivesTheSameBits(string backend)
    {
        const int Count = 6007;
        var kernel = Kernel.Compile<Action<ReadOnlyBuffer<float>, Buffer<float>>>(All, KernelBackends.Options(backend));
        using var x = new ReadOnlyBuffer<float>([.. Enumerable.Range(0, Count).Select(i => BitConverter.UInt32BitsToSingle((uint)i * (uint.MaxValue / Count)))]);
        using var y = new Buffer<float>(Functions.Count * Count);
        kernel.Launch(LaunchShape.ForItems(Count, 64), x, y);
        foreach (var (k, (name, (function, _, _))) in Functions.Index())
            for (var i = 0; i < Count; i++)
                Assert.True(BitConverter.SingleToInt32Bits(function(x[i])) == BitConverter.SingleToInt32Bits(y[(k * Count) + i]), $"{name}({x[i]:R}): {function(x[i]):R} expected, {y[(k * Count) + i]:R} found");
    }

    private static void All(ReadOnlyBuffer<float> x, Buffer<float> y)
    {
        var (i, n) = (Gpu.GlobalIndex, x.Length);
        if (i >= n)
            return;
        y[i] = MathF.Exp(x[i]);
        y[n + i] = MathF.Log(x[i]);
        y[(2 * n) + i] = float.Log2(x[i]);
        y[(3 * n) + i] = MathF.Sin(x[i]);
        y[(4 * n) + i] = float.Cos(x[i]);
        y[(5 * n) + i] = MathF.Tanh(x[i]);
    }

    private static bool IsNear(float found, double expected, double units)
    {
        var nearest = (float)expected;
        if (!float.IsFinite(nearest))
            return float.IsNaN(nearest) ? float.IsNaN(found) : found == nearest;
        var size = MathF.Abs(nearest);
        var unit = size == float.MaxValue ? size - (double)MathF.BitDecrement(size) : MathF.BitIncrement(size) - (double)size;
        return Math.Abs(found - expected) <= units * unit;
    }
}
