using System.Numerics;
using Xcs.Tracing;

namespace Xcs;

/// <summary>Arithmetic and comparison on traced numbers, as nodes. The operations are those of the number type, unchecked.</summary>
public static class TracedArithmetic
{
    extension<T>(Traced<T>) where T : INumber<T>
    {
        /// <summary>A node that adds.</summary>
        public static Traced<T> operator +(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.Add, left, right);

        /// <summary>A node that subtracts.</summary>
        public static Traced<T> operator -(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.Subtract, left, right);

        /// <summary>A node that multiplies.</summary>
        public static Traced<T> operator *(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.Multiply, left, right);

        /// <summary>A node that divides; for integers it throws <see cref="DivideByZeroException"/> as division does.</summary>
        public static Traced<T> operator /(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.Divide, left, right);

        /// <summary>A node that gives the remainder.</summary>
        public static Traced<T> operator %(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.Remainder, left, right);

        /// <summary>A node that negates.</summary>
        public static Traced<T> operator -(Traced<T> value) => Arithmetic<T>.Node(Arithmetic<T>.Negate, value);

        /// <summary>A node that compares.</summary>
        public static Traced<bool> operator <(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.Less, left, right);

        /// <summary>A node that compares.</summary>
        public static Traced<bool> operator >(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.Less, right, left);

        /// <summary>A node that compares.</summary>
        public static Traced<bool> operator <=(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.LessOrEqual, left, right);

        /// <summary>A node that compares.</summary>
        public static Traced<bool> operator >=(Traced<T> left, Traced<T> right) => Arithmetic<T>.Node(Arithmetic<T>.LessOrEqual, right, left);
    }
}
