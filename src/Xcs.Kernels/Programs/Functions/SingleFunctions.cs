namespace Xcs.Kernels.Programs;

/// <summary>
/// Functions of kernels in single precision, in straight lines, with fused products where they stand: one text does for a number and, lifted
/// (<see cref="Vectorization.VectorForm"/>), for registers of every width. Arguments are reduced with constants in parts as by Cody and Waite, "Software
/// Manual for the Elementary Functions" (1980); where polynomials come from is said where they stand. They are right to less than a unit in the last
/// place (<see cref="Tanh"/> to 1.4 units, <see cref="Sigmoid"/> to 2), subnormal numbers included. A choice is the value of a variable or of a method: inside an expression it would be no straight line in IL.
/// </summary>
internal static class SingleFunctions
{
    /// <summary>Sines and cosines are right up to here: of what is farther they are no numbers that mean anything.</summary>
    public const float FarthestAngle = 100_000;

    private const float Log2OfE = 1.44269504f;
    private const float Log2OfERest = 1.925963033500e-8f;
    private const float Ln2 = 0.693147182f;
    private const float Ln2Rest = -1.904654212126e-9f;

    // A quarter of a turn.
    private const float Quarter = 1.57079637f;
    private const float QuarterRest = -4.371138828674e-8f;
    private const float QuarterRestOfRest = -1.715124510006e-15f;
    private const float QuartersOfOne = 0.636619772f;

    private const float SmallestNormal = 1.17549435e-38f;
    private const int RootOfHalf = 0x3F3504F3;

    /// <summary>The polynomial is that of SLEEF (Shibata, Petrogalli 2020), expf.</summary>
    public static float Exp(float x)
    {
        // Beyond, all is infinite or zero.
        var bounded = SinglePrimitives.Greatest(-104, SinglePrimitives.Least(89, x));
        var n = MathF.Round(bounded * Log2OfE);
        var r = MathF.FusedMultiplyAdd(n, -Ln2Rest, MathF.FusedMultiplyAdd(n, -Ln2, bounded));
        var p = MathF.FusedMultiplyAdd(r, 0.000198527617612853646278381f, 0.00139304355252534151077271f);
        p = MathF.FusedMultiplyAdd(p, r, 0.00833336077630519866943359f);
        p = MathF.FusedMultiplyAdd(p, r, 0.0416664853692054748535156f);
        p = MathF.FusedMultiplyAdd(p, r, 0.166666671633720397949219f);
        p = MathF.FusedMultiplyAdd(p, r, 0.5f);
        return SinglePrimitives.Scale(1 + MathF.FusedMultiplyAdd(r * r, p, r), n);
    }

    public static float Log(float x)
    {
        var above = AboveRootOfHalf(x);
        var n = Exponent(x, above);
        var r = Mantissa(above) - 1;
        var p = MathF.FusedMultiplyAdd(n, Ln2Rest, LogLess(r));
        return LogOf(x, MathF.FusedMultiplyAdd(n, Ln2, r + p));
    }

    public static float Log2(float x)
    {
        var above = AboveRootOfHalf(x);
        var n = Exponent(x, above);
        var r = Mantissa(above) - 1;
        var first = r * Log2OfE;
        var rest = MathF.FusedMultiplyAdd(r, Log2OfERest, MathF.FusedMultiplyAdd(r, Log2OfE, -first));
        rest = MathF.FusedMultiplyAdd(LogLess(r), Log2OfE, rest);
        var sum = n + first;
        return LogOf(x, sum + (n - sum + first + rest));
    }

    /// <summary>Up to <see cref="FarthestAngle"/>.</summary>
    public static float Sin(float x)
    {
        var n = MathF.Round(x * QuartersOfOne);
        var sine = OfTurn(x, n, SinglePrimitives.ToInteger(n));
        // The reduction loses the sign of zero.
        return x == 0 ? x : sine;
    }

    /// <summary>Up to <see cref="FarthestAngle"/>.</summary>
    public static float Cos(float x)
    {
        var n = MathF.Round(x * QuartersOfOne);
        return OfTurn(x, n, SinglePrimitives.ToInteger(n) + 1);
    }

    /// <summary>The polynomial for small numbers is that of Cephes (Moshier 1992), tanhf.</summary>
    public static float Tanh(float x)
    {
        var size = MathF.Abs(x);
        var large = 1 - (2 / (Exp(2 * size) + 1));
        var square = x * x;
        var p = MathF.FusedMultiplyAdd(-5.70498872745E-3f, square, 2.06390887954E-2f);
        p = MathF.FusedMultiplyAdd(p, square, -5.37397155531E-2f);
        p = MathF.FusedMultiplyAdd(p, square, 1.33314422036E-1f);
        p = MathF.FusedMultiplyAdd(p, square, -3.33332819422E-1f);
        var small = MathF.FusedMultiplyAdd(size * square, p, size);
        var value = size < 0.625f ? small : large;
        return MathF.CopySign(value, x);
    }

    public static float Sigmoid(float x) => 1 / (1 + Exp(-x));

    // Numbers as their bits over those of the root of 1/2, so that exponents count from there; subnormal ones scaled.
    private static int AboveRootOfHalf(float x)
    {
        var normal = x < SmallestNormal ? x * 8388608 : x;
        return BitConverter.SingleToInt32Bits(normal) - RootOfHalf;
    }

    private static float Exponent(float x, int above)
    {
        var scaled = x < SmallestNormal ? 23f : 0f;
        return (above >> 23) - scaled;
    }

    private static float Mantissa(int above) => BitConverter.Int32BitsToSingle((above & 0x7FFFFF) + RootOfHalf);

    // The logarithm of 1 + r, less r: Cephes, logf.
    private static float LogLess(float r)
    {
        var p = MathF.FusedMultiplyAdd(7.0376836292E-2f, r, -1.1514610310E-1f);
        p = MathF.FusedMultiplyAdd(p, r, 1.1676998740E-1f);
        p = MathF.FusedMultiplyAdd(p, r, -1.2420140846E-1f);
        p = MathF.FusedMultiplyAdd(p, r, 1.4249322787E-1f);
        p = MathF.FusedMultiplyAdd(p, r, -1.6668057665E-1f);
        p = MathF.FusedMultiplyAdd(p, r, 2.0000714765E-1f);
        p = MathF.FusedMultiplyAdd(p, r, -2.4999993993E-1f);
        p = MathF.FusedMultiplyAdd(p, r, 3.3333331174E-1f);
        return MathF.FusedMultiplyAdd(-0.5f * r, r, p * r * (r * r));
    }

    private static float LogOf(float x, float value)
    {
        var bounded = x < float.PositiveInfinity ? value : x;
        var real = x < 0 ? float.NaN : bounded;
        return x == 0 ? float.NegativeInfinity : real;
    }

    // The sine of what is left of x after n quarters of a turn, turned by the quadrant: Cephes, sinf and cosf.
    private static float OfTurn(float x, float n, int quadrant)
    {
        var first = MathF.FusedMultiplyAdd(n, -Quarter, x);
        var second = n * QuarterRest;
        var r = first - second;
        // What rounding r has lost.
        var rest = first - r - second - MathF.FusedMultiplyAdd(n, QuarterRestOfRest, MathF.FusedMultiplyAdd(n, QuarterRest, -second));
        var square = r * r;
        var s = MathF.FusedMultiplyAdd(-1.9515295891E-4f, square, 8.3321608736E-3f);
        s = MathF.FusedMultiplyAdd(s, square, -1.6666654611E-1f);
        var sine = r + MathF.FusedMultiplyAdd(s * square, r, rest);
        var c = MathF.FusedMultiplyAdd(2.443315711809948E-5f, square, -1.388731625493765E-3f);
        c = MathF.FusedMultiplyAdd(c, square, 4.166664568298827E-2f);
        var most = MathF.FusedMultiplyAdd(-0.5f, square, 1);
        var cosine = most + MathF.FusedMultiplyAdd(c * square, square, MathF.FusedMultiplyAdd(-0.5f, square, 1 - most) - (r * rest));
        var value = (quadrant & 1) == 0 ? sine : cosine;
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) ^ ((quadrant & 2) << 30));
    }
}
