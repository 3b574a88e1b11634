namespace Xcs.Kernels;

/// <summary>A buffer seen as rows, one behind the other, for kernels that read and write.</summary>
/// <inheritdoc cref="ReadOnlyBuffer2D{T}" path="/typeparam"/>
/// <inheritdoc cref="ReadOnlyBuffer2D{T}" path="/remarks"/>
public sealed class Buffer2D<T> : ReadOnlyBuffer2D<T>
    where T : unmanaged
{
    /// <inheritdoc cref="ReadOnlyBuffer2D{T}(ReadOnlyBuffer{T}, int, int)"/>
    public Buffer2D(Buffer<T> buffer, int rows, int columns)
        : base(buffer, rows, columns)
    {
    }

    /// <summary>An element.</summary>
    /// <exception cref="IndexOutOfRangeException">An index is out of range.</exception>
    public new T this[int row, int column]
    {
        get => Elements[Place(row, column)];
        set => ((Buffer<T>)Elements)[Place(row, column)] = value;
    }
}
