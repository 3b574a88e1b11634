namespace Xcs.Kernels;

/// <summary>An array in the shared memory of a block: all its threads see the same. Zero when the block starts, but not to be relied on: the sanitizer reports it.</summary>
/// <typeparam name="T">A number or a small struct of numbers.</typeparam>
public readonly struct SharedArray<T>
    where T : unmanaged
{
    /// <summary>The number of elements.</summary>
    public int Length => OutsideKernel.Value<int>();

    /// <summary>An element.</summary>
    /// <exception cref="KernelException">The index is out of range; thrown from the launch.</exception>
    public T this[int index]
    {
        get => OutsideKernel.Value<T>();
        set => OutsideKernel.Call();
    }
}
