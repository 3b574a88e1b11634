using System.Runtime.CompilerServices;

namespace Xcs.Kernels.Tensors;

/// <summary>What the shapes of operands must satisfy, and how lengths come apart into chunks.</summary>
internal static class TensorShapes
{
    public static int Chunks(int length, int chunkLength) => (int)(((long)length + chunkLength - 1) / chunkLength);

    public static (int Start, int Count) Chunk(int length, int chunkLength, int chunk)
    {
        var start = chunk * chunkLength;
        return (start, Math.Min(chunkLength, length - start));
    }

    public static T[] Require<T>(T[] operand, [CallerArgumentExpression(nameof(operand))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(operand, name);
        return operand;
    }

    public static void RequireSameLength(int x, int y)
    {
        if (x != y)
            throw new ArgumentException($"x has {x} items and y has {y}. Give two of the same length.", nameof(y));
    }

    /// <summary>The result may replace an operand, but not lie across one: chunks would read what others have written.</summary>
    public static void RequireDestination<T>(ReadOnlySpan<T> x, Span<T> destination, string operand)
    {
        if (destination.Length != x.Length)
            throw new ArgumentException($"There are {x.Length} results and room for {destination.Length}. Give a destination of the same length.", nameof(destination));
        if (x.Overlaps(destination, out var offset) && offset != 0)
            throw new ArgumentException($"The destination begins {offset} items into {operand}. Give the same span, or one that does not overlap it.", nameof(destination));
    }

    public static void RequireItems<T>(ReadOnlySpan<T> x, string operation)
    {
        if (x.IsEmpty)
            throw new ArgumentException($"There is no {operation} where there is none. Give at least one item.", nameof(x));
    }

    /// <summary>How many items a matrix has that fits into an array.</summary>
    public static int Length(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        var length = (long)rows * columns;
        return length <= Array.MaxLength
            ? (int)length
            : throw new ArgumentException($"{rows} × {columns} items are more than an array holds. Split the matrix.", nameof(rows));
    }

    /// <summary>A matrix of so many rows and columns, row after row.</summary>
    public static void RequireMatrix(int length, int rows, int columns, string matrix)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (length != (long)rows * columns)
            throw new ArgumentException($"{matrix} has {length} items, {rows} × {columns} need {(long)rows * columns}. Give every item once, row after row.", matrix);
    }
}
