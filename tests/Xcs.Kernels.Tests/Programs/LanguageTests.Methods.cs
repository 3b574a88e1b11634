using System.Numerics;

namespace Xcs.Kernels.Tests.Programs;

/// <content>What is done in a kernel and outside.</content>
public sealed partial class LanguageTests
{
    private const float Third = 1f / 3;
    private static readonly int Offset = 17;
    private static readonly Vector Up = new(0, 1, 2);

    private interface IMethod
    {
        static abstract float Of(int i);
    }

    private struct OfStructs : IMethod
    {
        public static float Of(int i) => Structs(i);
    }

    private struct OfReferences : IMethod
    {
        public static float Of(int i) => References(i);
    }

    private struct OfPatterns : IMethod
    {
        public static float Of(int i) => Patterns(i);
    }

    private struct OfEnums : IMethod
    {
        public static float Of(int i) => Enums(i);
    }

    private struct OfGenerics : IMethod
    {
        public static float Of(int i) => Generics(i);
    }

    private struct OfMutations : IMethod
    {
        public static float Of(int i) => Mutations(i);
    }

    private struct OfPhilox : IMethod
    {
        public static float Of(int i) => Philox(i);
    }

    private struct OfJumps : IMethod
    {
        public static float Of(int i) => Jumps(i);
    }

    private static float Structs(int i)
    {
        var v = new Vector(i, 2 * i, Third);
        var w = -v + Up * 2f;
        if (i % 3 == 0)
            w = new(w.Y, w.X, v.Length);
        var fixedPair = new FixedPair(i % 5 == 0, new(w.Z, 1, i));
        return Vector.Dot(v, w) + w.Sum + (v == w ? 1 : 0) + v.With(5).X + fixedPair.Worth + (fixedPair with { IsOdd = true }).Worth;
    }

    private static float References(int i)
    {
        var (a, b) = (i, 3 * i);
        Divide(i + 100, 7, out var quotient, out var rest);
        Swap(ref a, ref b);
        if (i % 2 == 0)
            Swap(ref quotient, ref a);
        var (least, most) = Range(a, b, quotient);
        var v = new Vector(1, 2, 3);
        Scale(ref v, i);
        Scale(ref v.Y, 2);
        return (least * 3) + (most * 5) + rest + v.Sum + Sum(in v);
    }

    private static float Patterns(int i)
    {
        var kind = (i % 10) switch
        {
            0 or 5 => 1,
            > 6 and < 9 => 2,
            var k when k % 2 == 0 => k * 10,
            _ => -1,
        };
        var text = i is > 20 and not 33 && kind is 1 or 2;
        return kind + (text ? 100 : 0) + (i switch { < 10 => 0.5f, < 20 => i, _ => 0.25f });
    }

    private static float Enums(int i)
    {
        var colour = (Colour)(i % 3);
        var flags = Flags.None;
        if (i > 10)
            flags |= Flags.Large;
        if ((i & 1) == 1)
            flags |= Flags.Odd;
        bool a = i > 5, b = i % 7 == 0;
        var c = a ^ b | !a & b;
        byte small = (byte)(i * 3);
        small += 200;
        return (colour == Colour.Green ? 10 : 20) + (flags.HasLarge() ? 1 : 0) + ((flags & Flags.Odd) != 0 ? 2 : 0) + (c ? 1000 : 0) + small + Offset + (float)(Half)(i * Third) + (int)colour;
    }

    private static float Generics(int i)
    {
        return Power(i * 0.5f, 3) + Power(i, 2) + (float)Power((double)i, 1) + Twice(Twice(i)) + Clamp(i - 20) + Math.Clamp(i, 3, 50) + Clamps(i);

        static float Clamps(int n) => Math.Clamp((uint)n * 3, (uint)n / 2, (uint)n + 5) + (float)Math.Clamp(n * 1.5, -n, n) + Math.Clamp(10L, n - 20L, n)
            + (float.IsNaN(Math.Clamp(n % 3 == 0 ? float.NaN : n, 2, 7)) ? 1 : 0) + (1 / Math.Clamp(-0f, 0, n) > 0 ? 1 : 0);
        static int Twice(int n) => Add(n, n);
        static int Add(int a, int b) => a + b;
        static int Clamp(int n) => Math.Max(0, Math.Min(n, 30));
    }

    private static float Mutations(int i)
    {
        var box = new Box { Low = new(0, 0, 0), High = new(i, i, i) };
        var copy = box;
        for (var k = 0; k < i % 5; k++)
        {
            box.Grow(k);
            if (k == 2)
                box.High.Y = 100;
            (copy.Low, copy.High) = (copy.High, copy.Low);
        }
        var welford = default(Welford);
        for (var k = 0; k <= i % 9; k++)
            welford.Push(k * k);
        return box.Volume + copy.Low.X + (2 * copy.High.X) + welford.Variance;
    }

    private static float Philox(int i)
    {
        uint x0 = (uint)i, x1 = 0, key = 0xDEADBEEF;
        for (var round = 0; round < 10; round++)
        {
            var product = (ulong)x0 * 0xD2511F53;
            (x0, x1) = ((uint)(product >> 32) ^ key ^ x1, (uint)product);
            key += 0x9E3779B9;
        }
        return ((x0 >> 8) * (1f / (1 << 24))) + BitOperations.PopCount(x1) + BitOperations.RotateLeft(x1, 5) + BitConverter.UInt32BitsToSingle(0x3F800000 | (x0 >> 9));
    }

    private static float Jumps(int i)
    {
        var sum = 0;
        for (var a = 0; a < 10; a++)
            for (var b = a; b < 10; b++)
            {
                if (a * b == i)
                    goto found;
                if ((a ^ b) == i % 8)
                    goto next;
                sum++;
                continue;
            next:
                sum += 2;
            }
        return -sum;
    found:
        while (true)
        {
            sum += 3;
            if (sum % 5 == 0)
                break;
            if (sum > 60)
                return sum;
        }
        return sum + 0.5f;
    }

    private static T Power<T>(T x, int n)
        where T : INumber<T>
    {
        var result = T.One;
        for (var k = 0; k < n; k++)
            result *= x;
        return result;
    }

    private static void Divide(int a, int b, out int quotient, out int rest)
    {
        quotient = a / b;
        rest = a - (quotient * b);
    }

    private static void Swap(ref int a, ref int b) => (a, b) = (b, a);

    private static (int Least, int Most) Range(int a, int b, int c) => (Math.Min(a, Math.Min(b, c)), Math.Max(a, Math.Max(b, c)));

    private static void Scale(ref Vector v, float by)
    {
        v.X *= by;
        v = v * 2f;
    }

    private static void Scale(ref float number, float by) => number *= by;

    private static float Sum(in Vector v) => v.X + v.Y + v.Z;
}
