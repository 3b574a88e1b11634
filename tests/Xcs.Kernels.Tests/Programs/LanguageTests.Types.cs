using System.Runtime.CompilerServices;

namespace Xcs.Kernels.Tests.Programs;

/// <content>The types of the methods.</content>
public sealed partial class LanguageTests
{
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

    private readonly record struct FixedPair(bool IsOdd, Vector Place)
    {
        private readonly float _weight = Place.X + 3;

        public float Worth => IsOdd ? _weight : Place.Z;
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
