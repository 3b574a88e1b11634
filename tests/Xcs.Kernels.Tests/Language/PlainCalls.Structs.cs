namespace Xcs.Kernels.Tests.Language;

/// <content>Structs, tuples and enums.</content>
internal static partial class PlainCalls
{
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
