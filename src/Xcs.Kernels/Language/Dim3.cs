namespace Xcs.Kernels;

/// <summary>A size or a place in three dimensions. X runs fastest. An integer converts to a line.</summary>
/// <param name="X">The first, innermost dimension.</param>
/// <param name="Y">The second dimension.</param>
/// <param name="Z">The third, outermost dimension.</param>
public readonly record struct Dim3(int X, int Y = 1, int Z = 1)
{
    /// <summary>How many items a box of this size has.</summary>
    public long Count => (long)X * Y * Z;

    /// <summary>A size in one dimension.</summary>
    public static Dim3 FromInt32(int x) => new(x);

    /// <summary>A size in one dimension.</summary>
    public static implicit operator Dim3(int x) => new(x);

    /// <summary>The three numbers, such as <c>(4, 1, 1)</c>.</summary>
    public override string ToString() => $"({X}, {Y}, {Z})";

    /// <summary>The place of the item with a number in a box of this size.</summary>
    internal Dim3 PlaceOf(int number) => new(number % X, number / X % Y, number / X / Y);
}
