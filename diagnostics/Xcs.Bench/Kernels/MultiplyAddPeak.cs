using System.Numerics;
using System.Runtime.Intrinsics;

namespace Xcs.Bench;

/// <summary>
/// What one core can multiply and add: twelve chains of fused multiply-adds that do not wait for each other, in the widest registers, without memory.
/// </summary>
internal static class MultiplyAddPeak
{
    private const int Chains = 12;

    /// <summary>At least so many multiply-adds of items.</summary>
    public static double Run<T>(long multiplyAdds)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated ? Run512<T>(multiplyAdds / (Chains * Vector512<T>.Count)) : Run256<T>(multiplyAdds / (Chains * Vector256<T>.Count));

    private static double Run512<T>(long turns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector512<T> x = Vector512.Create(T.CreateChecked(0.5)), y = Vector512<T>.One;
        Vector512<T> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (; turns >= 0; turns--)
        {
            a = Fuse(a, x, y);
            b = Fuse(b, x, y);
            c = Fuse(c, x, y);
            d = Fuse(d, x, y);
            e = Fuse(e, x, y);
            f = Fuse(f, x, y);
            g = Fuse(g, x, y);
            h = Fuse(h, x, y);
            i = Fuse(i, x, y);
            j = Fuse(j, x, y);
            k = Fuse(k, x, y);
            l = Fuse(l, x, y);
        }

        return double.CreateChecked(Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l));
    }

    private static double Run256<T>(long turns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector256<T> x = Vector256.Create(T.CreateChecked(0.5)), y = Vector256<T>.One;
        Vector256<T> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (; turns >= 0; turns--)
        {
            a = Fuse(a, x, y);
            b = Fuse(b, x, y);
            c = Fuse(c, x, y);
            d = Fuse(d, x, y);
            e = Fuse(e, x, y);
            f = Fuse(f, x, y);
            g = Fuse(g, x, y);
            h = Fuse(h, x, y);
            i = Fuse(i, x, y);
            j = Fuse(j, x, y);
            k = Fuse(k, x, y);
            l = Fuse(l, x, y);
        }

        return double.CreateChecked(Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l));
    }

    private static Vector512<T> Fuse<T>(Vector512<T> x, Vector512<T> y, Vector512<T> sum) => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    private static Vector256<T> Fuse<T>(Vector256<T> x, Vector256<T> y, Vector256<T> sum) => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();
}
