using System.Numerics;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Programs;

/// <summary>What C# offers inside a kernel: each method gives in a kernel what it gives outside.</summary>
public sealed class LanguageTests
{
    private const float Third = 1f / 3;
    private static readonly int Offset = 17;
    private static readonly Vector Up = new(0, 1, 2);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void StructsHaveConstructorsMethodsOperatorsAndProperties(string backend) => Same(backend, Structs);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void TuplesAndReferencesWork(string backend) => Same(backend, References);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void SwitchExpressionsAndPatternsWork(string backend) => Same(backend, Patterns);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void EnumsConstantsAndBooleansWork(string backend) => Same(backend, Enums);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void GenericMethodsAndLocalFunctionsWork(string backend) => Same(backend, Generics);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void NestedAndMutatedStructsWork(string backend) => Same(backend, Mutations);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void CounterBasedRandomNumbersWork(string backend) => Same(backend, Philox);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void JumpsWork(string backend) => Same(backend, Jumps);

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ExpressionsHaveTheirEffectsInOrder(string backend)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var i = 8 * Gpu.LinearThread;
            var k = i;
            y[k++] = k++ * 10 + k;
            y[k] = y[i] + Atomic.Add(y, i, 5) * 3 + y[i];
            y[++k] = (k += 2) - k++ + k;
            y[k - 1] += y[k - 2]++ + --y[i + 1];
            if (y[i] > 0 && Atomic.Add(y, i + 7, 1) == 0 || Atomic.Add(y, i + 7, 10) > 0)
                y[i + 7] += 100;
        }, KernelBackends.Options(backend));
        using var buffer = new Buffer<int>(8 * 40);
        kernel.Launch(new LaunchShape(1, 40), buffer);
        for (var thread = 0; thread < 40; thread++)
        {
            var y = new int[8 * 41];
            var i = 8 * thread;
            var k = i;
            y[k++] = k++ * 10 + k;
            y[k] = y[i] + Add(ref y[i], 5) * 3 + y[i];
            y[++k] = (k += 2) - k++ + k;
            y[k - 1] += y[k - 2]++ + --y[i + 1];
            if (y[i] > 0 && Add(ref y[i + 7], 1) == 0 || Add(ref y[i + 7], 10) > 0)
                y[i + 7] += 100;
            Assert.Equal(y[i..(i + 8)], buffer.ToArray()[i..(i + 8)]);
        }

        static int Add(ref int place, int value)
        {
            var old = place;
            place += value;
            return old;
        }
    }

    [Theory]
    [MemberData(nameof(KernelBackends.Names), MemberType = typeof(KernelBackends))]
    public void ElementsOfStructsAreReadAndWritten(string backend)
    {
        var kernel = Kernel.Compile((Buffer<Body> bodies, float dt) =>
        {
            var shared = Shared.Array<Vector>(32);
            var i = Gpu.GlobalIndex;
            shared[Gpu.LinearThread] = bodies[i].Position;
            Gpu.SyncThreads();
            var force = default(Vector);
            for (var j = 0; j < Gpu.BlockDim.X; j++)
                force += shared[j] - bodies[i].Position;
            var body = bodies[i];
            body.Velocity += force * dt;
            body.Position += body.Velocity * dt;
            body.Count++;
            bodies[i] = body;
        }, KernelBackends.Options(backend));
        var start = Enumerable.Range(0, 20).Select(i => new Body { Position = new(i, i * i, -i), Velocity = new(1, 2, 3), Count = (byte)i }).ToArray();
        using var bodies = new Buffer<Body>(start);

        kernel.Launch(new LaunchShape(1, 20), bodies, 0.125f);

        for (var i = 0; i < 20; i++)
        {
            var force = default(Vector);
            for (var j = 0; j < 20; j++)
                force += start[j].Position - start[i].Position;
            var velocity = start[i].Velocity + (force * 0.125f);
            Assert.Equal((start[i].Position + (velocity * 0.125f), velocity, (byte)(i + 1)), (bodies[i].Position, bodies[i].Velocity, bodies[i].Count));
        }
    }

    private static void Same(string backend, Func<int, float> method)
    {
        var kernel = (Kernel<Action<Buffer<float>>>)typeof(LanguageTests).GetMethod(nameof(Compile), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(method.Method.Name switch
            {
                nameof(Structs) => typeof(OfStructs),
                nameof(References) => typeof(OfReferences),
                nameof(Patterns) => typeof(OfPatterns),
                nameof(Enums) => typeof(OfEnums),
                nameof(Generics) => typeof(OfGenerics),
                nameof(Mutations) => typeof(OfMutations),
                nameof(Philox) => typeof(OfPhilox),
                _ => typeof(OfJumps),
            }).Invoke(null, [backend])!;
        using var y = new Buffer<float>(150);
        kernel.Launch(new LaunchShape(2, 75), y);
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(method(i), y[i]);
    }

    private static Kernel<Action<Buffer<float>>> Compile<TMethod>(string backend)
        where TMethod : struct, IMethod =>
        Kernel.Compile((Buffer<float> y) => { y[Gpu.GlobalIndex] = TMethod.Of(Gpu.GlobalIndex); }, KernelBackends.Options(backend));

    private static float Structs(int i)
    {
        var v = new Vector(i, 2 * i, Third);
        var w = -v + Up * 2f;
        if (i % 3 == 0)
            w = new(w.Y, w.X, v.Length);
        return Vector.Dot(v, w) + w.Sum + (v == w ? 1 : 0) + v.With(5).X;
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
        return Power(i * 0.5f, 3) + Power(i, 2) + (float)Power((double)i, 1) + Twice(Twice(i)) + Clamp(i - 20) + Math.Clamp(i, 3, 50);

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

    internal interface IMethod
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

    private enum Colour
    {
        Red,
        Green,
        Blue,
    }

    [Flags]
    internal enum Flags : byte
    {
        None = 0,
        Odd = 1,
        Large = 2,
    }

    private record struct Vector(float X, float Y, float Z)
    {
        public float X = X;
        public float Y = Y;
        public float Z = Z;

        public readonly float Length => MathF.Sqrt(Dot(this, this));

        public readonly float Sum => X + Y + Z;

        public static float Dot(Vector a, Vector b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

        public readonly Vector With(float x) => this with { X = x };

        public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

        public static Vector operator -(Vector a) => new(-a.X, -a.Y, -a.Z);

        public static Vector operator *(Vector a, float b) => new(a.X * b, a.Y * b, a.Z * b);
    }

    private struct Box
    {
        public Vector Low;
        public Vector High;

        public readonly float Volume
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            get => (High.X - Low.X) * (High.Y - Low.Y) * (High.Z - Low.Z);
        }

        public void Grow(float by)
        {
            Low.X -= by;
            High += new Vector(by, by, by);
        }
    }

    private struct Welford
    {
        private int _count;
        private float _mean;
        private float _squares;

        public readonly float Variance => _count < 2 ? 0 : _squares / (_count - 1);

        public void Push(float x)
        {
            _count++;
            var delta = x - _mean;
            _mean += delta / _count;
            _squares += delta * (x - _mean);
        }
    }

    private struct Body
    {
        public Vector Position;
        public Vector Velocity;
        public byte Count;
    }
}

internal static class FlagsExtensions
{
    public static bool HasLarge(this LanguageTests.Flags flags) => (flags & LanguageTests.Flags.Large) != 0;
}
