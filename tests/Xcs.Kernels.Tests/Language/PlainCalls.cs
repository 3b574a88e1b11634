using System.Numerics;

namespace Xcs.Kernels.Tests.Language;

/// <summary>Methods, references, structs and everything else that is inlined or taken apart.</summary>
internal static class PlainCalls
{
    private const int Answer = 42;
    private static readonly double Golden = (1 + Math.Sqrt(5)) / 2;
    private static readonly Pair Fixed = new(3, new(4, 5));
    private static readonly Mode Usual = Mode.Second;

    private enum Mode : byte
    {
        First = 1,
        Second = 7,
        Last = 255,
    }

    private enum Wide : long
    {
        Small = -1,
        Big = 1L << 40,
    }

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

    internal struct TuplesAndEnums : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var (a, (b, c)) = Nest(n[i], f[i]);
            y[8 * i] = a + b;
            z[8 * i] = c;
            (a, b) = (b, a);
            (a, b, var d) = (b + a, a, i);
            y[8 * i + 1] = a * 3 + b + d;
            var t = (Low: n[i], High: n[149 - i]);
            t.Low ^= t.High;
            (t.High, t.Low) = (t.Low, t.High);
            y[8 * i + 2] = t.Low;
            y[8 * i + 3] = t == (3, 4) ? 1 : t.High == t.Low ? 2 : 3;
            var mode = (Mode)n[i];
            y[8 * i + 4] = mode switch { Mode.First => 1, Mode.Second or Mode.Last => 2, > Mode.Second => (int)mode, _ => 4 };
            var wide = n[i] > 0 ? Wide.Big : Wide.Small;
            y[8 * i + 5] = (long)wide + (wide == Wide.Big ? 1 : 0) + Of(Mode.Last) + Of((Mode)i);
            var swap = (t.Low, t.High) switch { (0, _) => 1, ( > 0, > 0) => 2, (var u, var w) when u == -w => 3, _ => 4 };
            y[8 * i + 6] = swap;
            mode |= Mode.First;
            mode++;
            y[8 * i + 7] = (int)mode + ((mode & Mode.Second) == Mode.Second ? 1000 : 0);
        }

        private static int Of(Mode mode) => (int)mode << 2;

        private static (int, (int, double)) Nest(int v, float w) => (v >> 1, (v & 5, w * 0.5));
    }

    internal struct StructsByValueAndInArrays : IPlainKernel
    {
        public static void Run(int i, ReadOnlyBuffer<int> n, ReadOnlyBuffer<float> f, Buffer<long> y, Buffer<double> z)
        {
            var p = new Pair(n[i], new(1, f[i]));
            var q = p;
            q.Place = q.Place.Turned();
            y[8 * i] = Changed(q).Key - q.Key;
            z[8 * i] = q.Place.X + p.Place.Y;
            Pair r;
            if (i % 2 == 0)
                r = p;
            else
                r = new() { Key = 9, Place = { X = 2 } };
            r.Place.Y++;
            z[8 * i + 1] = r.Sum + (r == p ? 1 : 0) + (r.Equals(q) ? 2 : 0);
            var chosen = i % 3 == 0 ? p : i % 3 == 1 ? q : default;
            z[8 * i + 2] = chosen.Sum;
            y[8 * i + 1] = (n[i] > 0 ? p : q).Key + (int)Sum3(new(1, 2, 3), i) + (p with { Key = 3 }).Key;
            var stack = default(Stack4);
            for (var k = 0; k < (n[i] & 7); k++)
                stack.Push(k * i);
            y[8 * i + 2] = stack.Pop() * 100 + stack.Pop();
            var bits = new Bits64((ulong)n[i]);
            bits[3] = true;
            bits[5] ^= bits[0];
            y[8 * i + 3] = (long)bits.Value + (bits[63] ? 1 : 0);
            var nothing = default(Pair);
            y[8 * i + 4] = nothing.Key + (nothing == default ? 1 : 0);
        }

        private static Pair Changed(Pair p)
        {
            p.Key += 5;
            p.Place.X = 0;
            return p;
        }

        private static float Sum3(Vector v, int i) => i % 2 == 0 ? v.A : v.B + v.C;

        private record struct Vector(float A, float B, float C);

        private struct Stack4
        {
            private int _a, _b, _c, _d, _count;

            public void Push(int v)
            {
                if (_count == 4)
                    return;
                (_d, _c, _b, _a) = (_c, _b, _a, v);
                _count++;
            }

            public int Pop()
            {
                if (_count == 0)
                    return -1;
                var top = _a;
                (_a, _b, _c) = (_b, _c, _d);
                _count--;
                return top;
            }
        }

        private struct Bits64(ulong value)
        {
            public ulong Value { get; private set; } = value;

            public bool this[int bit]
            {
                readonly get => (Value >> bit & 1) != 0;
                set => Value = value ? Value | 1UL << bit : Value & ~(1UL << bit);
            }
        }
    }

    private record struct Point(float X, float Y)
    {
        public float X = X;
        public float Y = Y;

        public readonly Point Turned() => new(-Y, X);
    }

    private record struct Pair(int Key, Point Place)
    {
        public int Key = Key;
        public Point Place = Place;

        public readonly float Sum => Key + Place.X + Place.Y;

        public Pair Move(Pair other, ref Pair self)
        {
            self.Key += 10;
            Key += other.Key;
            return self;
        }
    }
}
