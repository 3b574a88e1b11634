using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Xcs.Kernels;

/// <summary>Memory outside the managed heap that kernels read. Made from values or a length; <see cref="Buffer{T}"/> can be written, too.</summary>
/// <typeparam name="T">A number or a small struct of numbers.</typeparam>
/// <remarks>
/// Safe to share between threads as an array is. Disposing frees the memory once the launches that use it have ended; forgotten buffers are freed
/// with the garbage.
/// </remarks>
[DebuggerDisplay("{Length} × {typeof(T).Name,nq}")]
public class ReadOnlyBuffer<T> : IKernelBuffer, IDisposable
    where T : unmanaged
{
    private readonly BufferMemory _memory;

    private protected ReadOnlyBuffer(BufferMemory memory) => _memory = memory;

    /// <summary>A copy of values.</summary>
    /// <exception cref="OptionsException">The elements take more memory than a buffer can have.</exception>
    public ReadOnlyBuffer(ReadOnlySpan<T> values)
        : this(BufferMemory.Native(values.Length, Unsafe.SizeOf<T>())) => values.CopyTo(Writable());

    /// <summary>The number of elements.</summary>
    public int Length => _memory.Length;

    /// <summary>An element.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public T this[int index] => Writable()[index];

    /// <summary>The elements. The span must not be used after the buffer is disposed or forgotten.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public ReadOnlySpan<T> AsSpan() => Writable();

    /// <summary>Copies the elements.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public void CopyTo(Span<T> destination) => Writable().CopyTo(destination);

    /// <summary>The elements as an array.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public T[] ToArray() => Writable().ToArray();

    BufferMemory IKernelBuffer.Memory => _memory;

    /// <summary>Frees the memory, at the latest when the launches that use it have ended.</summary>
    public void Dispose()
    {
        _memory.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected unsafe Span<T> Writable() => new((void*)_memory.Address, _memory.Length);
}
