using System.Runtime.CompilerServices;

namespace Xcs.Kernels;

/// <summary>Memory outside the managed heap that kernels read and write.</summary>
/// <inheritdoc cref="ReadOnlyBuffer{T}" path="/typeparam"/>
/// <inheritdoc cref="ReadOnlyBuffer{T}" path="/remarks"/>
public sealed class Buffer<T> : ReadOnlyBuffer<T>
    where T : unmanaged
{
    internal Buffer(BufferMemory memory)
        : base(memory)
    {
    }

    /// <summary>Zeros.</summary>
    /// <exception cref="OptionsException">The length is negative, or the elements take more memory than a buffer can have.</exception>
    public Buffer(int length)
        : base(BufferMemory.Native(length, Unsafe.SizeOf<T>()))
    {
    }

    /// <summary>A copy of values.</summary>
    /// <exception cref="OptionsException">The elements take more memory than a buffer can have.</exception>
    public Buffer(ReadOnlySpan<T> values)
        : base(values)
    {
    }

    /// <summary>An element.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public new T this[int index]
    {
        get => Writable()[index];
        set => Writable()[index] = value;
    }

    /// <summary>The elements. The span must not be used after the buffer is disposed or forgotten.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public new Span<T> AsSpan() => Writable();
}
