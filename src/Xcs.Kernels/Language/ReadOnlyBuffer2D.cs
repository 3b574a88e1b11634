namespace Xcs.Kernels;

/// <summary>A buffer seen as rows, one behind the other, for kernels that read.</summary>
/// <typeparam name="T">A number or a small struct of numbers.</typeparam>
/// <remarks>It uses the buffer's memory and does not own it.</remarks>
public class ReadOnlyBuffer2D<T> : IKernelBuffer
    where T : unmanaged
{
    /// <summary>A view of a buffer.</summary>
    /// <exception cref="ArgumentNullException">There is no buffer.</exception>
    /// <exception cref="OptionsException">The buffer does not have exactly as many elements.</exception>
    public ReadOnlyBuffer2D(ReadOnlyBuffer<T> buffer, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (rows < 0 || columns < 0 || (long)rows * columns != buffer.Length)
            throw new OptionsException($"{rows} rows of {columns} do not make {buffer.Length} elements", "Give the buffer's length as rows times columns.", GetType().Name);
        (Elements, Rows, Columns) = (buffer, rows, columns);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of elements of a row.</summary>
    public int Columns { get; }

    /// <summary>An element.</summary>
    /// <exception cref="IndexOutOfRangeException">An index is out of range.</exception>
    public T this[int row, int column] => Elements[Place(row, column)];

    private protected ReadOnlyBuffer<T> Elements { get; }

    BufferMemory IKernelBuffer.Memory => ((IKernelBuffer)Elements).Memory;

    int IKernelBuffer.Columns => Columns;

    // An index that is out of range whenever the column is.
    private protected int Place(int row, int column) => (uint)column < (uint)Columns ? (row * Columns) + column : -1;
}
