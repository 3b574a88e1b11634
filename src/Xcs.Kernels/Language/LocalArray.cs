namespace Xcs.Kernels;

/// <summary>An array that each thread has for itself. It is zero where it is declared.</summary>
/// <typeparam name="T">A number or a small struct of numbers.</typeparam>
public readonly struct LocalArray<T>
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
