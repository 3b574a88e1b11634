using System.Numerics;

namespace Xcs.Kernels.Tests.Language;

/// <summary>Methods, references, structs and everything else that is inlined or taken apart.</summary>
internal static partial class PlainCalls
{
    private const int Answer = 42;
    private static readonly double Golden = (1 + Math.Sqrt(5)) / 2;
    private static readonly Pair Fixed = new(3, new(4, 5));
    private static readonly Mode Usual = Mode.Second;

    internal struct ArgumentsThatAreChangedWhileOthersAreRead : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var x = n[i];
            y[8 * i] = Late(x, ref x);
            y[8 * i + 1] = x;
            y[8 * i + 2] = Early(ref x, x) - x;
            y[8 * i + 3] = Both(ref x, ref x);
            var p = new Pair(x, new(1, 2));
            y[8 * i + 4] = (long)p.Move(p, ref p).Sum;
            y[8 * i + 5] = p.Key;
            y[8 * i + 6] = Twice(x++, x++) + x;
            var a = x;
            y[8 * i + 7] = Keep(a, a = 5, a++) + a;
        }

        private static int Late(int old, ref int place) => Bump(ref place) + old;

        private static int Early(ref int place, int old) => old - Bump(ref place) + place;

        private static int Both(ref int a, ref int b)
        {
            a += 1;
            b *= 2;
            return a - b;
        }

        private static int Bump(ref int place) => place += 100;

        private static int Twice(int a, int b) => a * 1000 + b;

        private static int Keep(int a, int b, int c)
        {
            a ^= b;
            b = a + c;
            return a + b * 10 + c;
        }
    }

    internal struct OutRefAndIn : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            Split(n[i], out var high, out var low);
            y[8 * i] = high * 3 + low;
            var p = new Pair(n[i], new(f[i], 2));
            Grow(ref p, i);
            y[8 * i + 1] = p.Key;
            z[8 * i] = p.Place.X;
            Bend(ref p.Place.Y);
            z[8 * i + 1] = p.Place.Y + Look(in p) + Look(new Pair(1, default));
            if (TryHalf(n[i], out var half))
                y[8 * i + 2] = half;
            else
                y[8 * i + 3] = half;
            ref var chosen = ref p.Key;
            chosen += 7;
            y[8 * i + 4] = p.Key;
            Exchange(ref p, ref p);
            y[8 * i + 5] = p.Key;
            var q = Fixed;
            Exchange(ref p, ref q);
            y[8 * i + 6] = p.Key * 1000 + q.Key;
        }

        private static void Split(int v, out int high, out int low) => (high, low) = (v >> 16, v & 0xFFFF);

        private static void Grow(ref Pair p, int by)
        {
            p.Key += by;
            if (by % 3 == 0)
                return;
            p.Place.X *= 2;
            p = p with { Place = new(p.Place.X + 1, p.Place.Y) };
        }

        private static void Bend(ref float v)
        {
            for (var k = 0; k < 3; k++)
                v = v * v - 1;
        }

        private static float Look(in Pair p) => p.Place.Y + p.Key;

        private static bool TryHalf(int v, out int half)
        {
            half = v / 2;
            if (v % 2 != 0)
                return false;
            half++;
            return true;
        }

        private static void Exchange(ref Pair a, ref Pair b) => (a, b) = (b, a);
    }

    internal struct GenericsAndLocalFunctions : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            y[8 * i] = Largest(n[i], i) + Largest<long>(n[i], 5);
            z[8 * i] = Largest(f[i], 1f) + Largest((double)f[i], 2);
            y[8 * i + 1] = Fold<Adder>(n, i) + Fold<Muncher>(n, i);
            y[8 * i + 2] = Outer(i);
            var captured = n[i];
            y[8 * i + 3] = Captures(3) + captured;
            y[8 * i + 4] = Answer + (int)Golden + Fixed.Key + (int)Usual;
            z[8 * i + 1] = Fixed.Place.Y * Golden;
            z[8 * i + 2] = double.CreateTruncating(n[i]) + float.CreateSaturating(i);
            y[8 * i + 5] = (long)Polynomial<long>(n[i]) + int.CreateTruncating(n[i] * 5_000_000_000L);

            int Captures(int v)
            {
                captured += v;
                return Inner() * 2;

                int Inner() => captured - v;
            }

            static int Outer(int v)
            {
                return Even(v) ? Next(v) : v;

                static bool Even(int w) => w % 2 == 0;
                static int Next(int w) => Even(w / 2) ? w + 1 : w - 1;
            }
        }

        private static T Largest<T>(T a, T b)
            where T : INumber<T> => a > b ? a : b;

        private static T Polynomial<T>(T x)
            where T : INumber<T> => x * x + T.CreateChecked(3) * x - T.One;

        private static int Fold<TStep>(ReadOnlyBuffer<int> n, int i)
            where TStep : struct, IStep
        {
            var sum = 0;
            var step = default(TStep);
            for (var k = 0; k < 4; k++)
                sum = step.Do(sum, n[(i + k) % n.Length]);
            return sum;
        }

        private interface IStep
        {
            int Do(int a, int b);
        }

        private readonly struct Adder : IStep
        {
            public int Do(int a, int b) => a + b;
        }

        private struct Muncher : IStep
        {
            private int _count;

            public int Do(int a, int b) => a ^ b << ++_count;
        }
    }
}
