using System.Numerics;

namespace Xcs.Kernels.Tests.Language;

/// <summary>Numbers at their limits.</summary>
internal static class PlainNumbers
{
    internal struct ShiftsByAnyCount : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var by = n[i];
            var value = n[149 - i] * 12345 + 7;
            y[8 * i] = value << by;
            y[8 * i + 1] = value >> by;
            y[8 * i + 2] = value >>> by;
            y[8 * i + 3] = (long)value << by;
            y[8 * i + 4] = (long)value * 0x100000001 >> by;
            y[8 * i + 5] = (long)((ulong)value >> by);
            y[8 * i + 6] = (uint)value >> by;
            y[8 * i + 7] = ((long)value >>> by) + (byte)(value << (by & 7));
        }
    }

    internal struct DivisionsAtTheLimits : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var (a, b) = (n[i], n[149 - i]);
            y[8 * i] = b != 0 && !(a == int.MinValue && b == -1) ? a / b : 0;
            y[8 * i + 1] = b is not (0 or -1) ? a % b : 0;
            y[8 * i + 2] = b != 0 ? (uint)a / (uint)b : 1;
            y[8 * i + 3] = b != 0 ? (long)((ulong)a % (ulong)b) : 1;
            y[8 * i + 4] = (long)a / (b | 1) + a % 7L;
            y[8 * i + 5] = a / 10 + a % 10 + a / -3 + a % 8 + a / 16;
            y[8 * i + 6] = (long)((ulong)a / 10 + (uint)a / 7);
            z[8 * i] = (float)a / b;
            z[8 * i + 1] = f[i] / f[149 - i];
            z[8 * i + 2] = f[i] % f[149 - i];
            z[8 * i + 3] = (double)f[i] % 3.7;
        }
    }

    internal struct ComparisonsWithNaN : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var (a, b) = (f[i], f[149 - i]);
            var (c, d) = ((double)a, (double)b);
            y[8 * i] = (a < b ? 1 : 0) + (a <= b ? 2 : 0) + (a > b ? 4 : 0) + (a >= b ? 8 : 0) + (a == b ? 16 : 0) + (a != b ? 32 : 0);
            y[8 * i + 1] = (!(a < b) ? 1 : 0) + (!(a <= b) ? 2 : 0) + (!(a > b) ? 4 : 0) + (!(a >= b) ? 8 : 0) + (!(a == b) ? 16 : 0) + (!(a != b) ? 32 : 0);
            y[8 * i + 2] = (c < d ? 1 : 0) + (!(c >= d) ? 2 : 0) + (!(c > d && c != d) ? 4 : 0) + (!(c < d || c == d) ? 8 : 0);
            var k = 0;
            while (!(a > k) && k < 3)
                k++;
            y[8 * i + 3] = k;
            if (a >= b)
                y[8 * i + 4] = 1;
            else
                y[8 * i + 4] = 2;
            y[8 * i + 5] = (float.IsNaN(a) ? 1 : 0) + (float.IsInfinity(a) ? 2 : 0) + (float.IsNegative(a) ? 4 : 0) + (float.IsFinite(a) ? 8 : 0) + (float.IsSubnormal(a) ? 16 : 0) + (float.IsInteger(a) ? 32 : 0);
            y[8 * i + 6] = a.Equals(b) ? 1 : 0;
            y[8 * i + 7] = a.CompareTo(b);
            z[8 * i] = MathF.Min(a, b);
            z[8 * i + 1] = MathF.Max(a, b);
            z[8 * i + 2] = Math.Min(c, d) + Math.Max(c, -d);
            z[8 * i + 3] = a < b ? a : b;
            z[8 * i + 4] = a > 0 ? a : 0;
            z[8 * i + 5] = -a;
            z[8 * i + 6] = 0 - a;
            z[8 * i + 7] = a + 0f;
        }
    }

    internal struct BytesAndHalves : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var b = (byte)n[i];
            b += 200;
            b++;
            y[8 * i] = b;
            b <<= 3;
            y[8 * i + 1] = b;
            b = (byte)~b;
            y[8 * i + 2] = b - 256 + (byte)(b * b);
            b--;
            y[8 * i + 3] = b;
            y[8 * i + 4] = (byte)f[i];
            y[8 * i + 5] = (byte)(double)f[i];
            y[8 * i + 6] = (byte)(long)n[i] + (byte)(uint)n[i] + (byte)(ulong)n[i];
            y[8 * i + 7] = Math.Max(b, (byte)7) + byte.Min(b, 99) + (-b >> 1);
            var h = (Half)f[i];
            var g = (Half)(n[i] * 0.25f);
            z[8 * i] = (double)(h + g);
            z[8 * i + 1] = (float)(h * g) + (h < g ? 1 : 0) + (h == g ? 2 : 0) + (h != g ? 4 : 0) + (!(h >= g) ? 8 : 0);
            z[8 * i + 2] = (double)(-h / g);
            z[8 * i + 3] = (double)Half.Max(h, g);
            z[8 * i + 4] = Half.IsNaN(h) ? 1 : (double)Half.Abs(h);
            z[8 * i + 5] = (double)(Half)(double)f[i];
            z[8 * i + 6] = (double)(Half)n[i];
            h += (Half)1;
            h++;
            z[8 * i + 7] = (double)h;
        }
    }

    internal struct ConversionsOfEveryKind : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var (v, d, k) = (f[i], (double)f[i] * 3, n[i]);
            y[8 * i] = (int)v + (long)(uint)v;
            y[8 * i + 1] = (long)v;
            y[8 * i + 2] = (long)(ulong)v;
            y[8 * i + 3] = (int)d ^ (uint)d;
            y[8 * i + 4] = (long)d ^ (long)(ulong)d;
            y[8 * i + 5] = (uint)k * (long)k + (uint)(k * k);
            y[8 * i + 6] = (long)(ulong)k + (int)(long)((ulong)(uint)k << 7);
            y[8 * i + 7] = unchecked((long)((uint)k * 4_000_000_000u));
            z[8 * i] = (uint)k;
            z[8 * i + 1] = (ulong)k;
            z[8 * i + 2] = (float)(ulong)k;
            z[8 * i + 3] = (float)(uint)k;
            z[8 * i + 4] = (float)((long)k * 1_000_003);
            z[8 * i + 5] = (float)d;
            z[8 * i + 6] = k;
            z[8 * i + 7] = (float)k;
        }
    }

    internal struct UnsignedAndLongMixed : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var u = (uint)n[i];
            y[8 * i] = n[i] + u;
            y[8 * i + 1] = u - 1;
            y[8 * i + 2] = (n[i] > u ? 1 : 0) + (u > 5 ? 2 : 0) + ((ulong)u < (ulong)n[i] ? 4 : 0) + (u < (uint)i ? 8 : 0);
            y[8 * i + 3] = -u;
            y[8 * i + 4] = u * n[149 - i];
            var w = (ulong)n[i] * 0x9E3779B97F4A7C15;
            w ^= w >> 31;
            y[8 * i + 5] = (long)w;
            y[8 * i + 6] = (long)(w > long.MaxValue ? w - 5 : w + 5) + (long)Math.BigMul(u, (uint)i);
            y[8 * i + 7] = (long)(w / 3 % 1000) + (w >= 1UL << 63 ? 1 : 0);
        }
    }

    internal struct FunctionsThatThrowForOtherLanes : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var k = n[i];
            var v = f[i];
            y[8 * i] = k != int.MinValue ? Math.Abs(k) : -1;
            y[8 * i + 1] = float.IsNaN(v) ? 5 : Math.Sign(v);
            y[8 * i + 2] = k >= 0 ? Math.Clamp(i, 0, k) : 0;
            y[8 * i + 3] = v > -1000 && v < 1000 ? int.CreateChecked(v) : -7;
            y[8 * i + 4] = k > int.MinValue ? int.CopySign(k, -1) : 1;
            y[8 * i + 5] = k > 0 ? int.Log2(k) : -2;
            z[8 * i] = k is >= 0 and < 7 ? MathF.Round(v, k & 3) : 0;
            y[8 * i + 6] = k is > 0 and < 256 ? byte.CreateChecked(k) : 3;
            y[8 * i + 7] = k > int.MinValue ? int.Abs(k) + Math.Abs((long)k) : 3;
        }
    }

    internal struct MathFunctions : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var (v, k) = (f[i], n[i]);
            y[8 * i] = BitOperations.LeadingZeroCount((uint)k) + BitOperations.TrailingZeroCount(k) * 100 + BitOperations.PopCount((ulong)k) * 10000;
            y[8 * i + 1] = (long)BitOperations.RotateRight((ulong)k, k) + BitOperations.Log2((uint)k) + BitOperations.RotateLeft((uint)k, -k);
            y[8 * i + 2] = Math.Min(k, i) + Math.Max((uint)k, 7u) + Math.Min(k, 5L) + (long)Math.Max((ulong)k, 3UL);
            y[8 * i + 3] = BitConverter.SingleToInt32Bits(v) ^ BitConverter.DoubleToInt64Bits(k);
            y[8 * i + 4] = Math.Clamp(k, -5, 70) + Math.Sign(k) + int.Clamp(k, 0, 3) + (BitOperations.IsPow2(k) ? 1 : 0);
            y[8 * i + 5] = MathF.ILogB(v) + int.MaxMagnitude(k | 1, i) + int.RotateLeft(k, 3) + (int)uint.LeadingZeroCount((uint)k) + (int.IsEvenInteger(k) ? 1 : 0);
            y[8 * i + 6] = BitOperations.RoundUpToPowerOf2((uint)k & 0xFFFF);
            (var q, var r) = Math.DivRem(i * 7, 5);
            y[8 * i + 7] = q * 100 + r;
            z[0 + 8 * i] = MathF.Round(v, MidpointRounding.AwayFromZero) + MathF.Round(v, MidpointRounding.ToZero);
            z[1 + 8 * i] = Math.Clamp(v, -3f, 3f);
            z[2 + 8 * i] = MathF.Sqrt(v) + MathF.Cbrt(v);
            z[3 + 8 * i] = float.Lerp(v, 1, 0.25f);
            z[4 + 8 * i] = MathF.ReciprocalSqrtEstimate(4f) > 0 ? MathF.ScaleB(v, i % 5) : 0;
            z[5 + 8 * i] = float.Sign(float.IsNaN(v) ? 1 : v) + float.MaxMagnitude(v, 2) + float.MinNumber(v, 4);
            z[6 + 8 * i] = Math.IEEERemainder(v, 3) + Math.Truncate(v) + double.Round(v);
            z[7 + 8 * i] = MathF.CopySign(v, k) * float.DegreesToRadians(90) + MathF.BitIncrement(v);
        }
    }

    internal struct CompoundAssignments : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var k = 8 * i;
            y[k] += n[i];
            y[k++] *= 3;
            y[k] = 5;
            y[k++] -= y[k] = 4;
            y[k++] <<= n[i];
            y[k - 1] |= (long)n[i] << 1;
            y[k] = y[k - 1]++ + ++y[k - 1];
            y[k] %= 1000;
            y[k] ^= ~y[k];
            y[++k] ^= (k += 1) + y[k - 2]--;
            z[8 * i] += f[i];
            z[8 * i] /= 3;
            z[8 * i + 1] = z[8 * i]++ - --z[8 * i];
            z[8 * i + 2] = (z[8 * i + 3] = f[i]) * 2 + z[8 * i + 3];
            var local = n[i];
            local += local++ + ++local;
            local = local++ + local;
            y[8 * i + 7] = local;
        }
    }
}
