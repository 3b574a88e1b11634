namespace Xcs.Kernels;

/// <summary>Makes arrays that each thread has for itself. Only inside kernels, and only as the first value of a local variable.</summary>
/// <exception cref="InvalidOperationException">Used outside a kernel.</exception>
public static class Local
{
    /// <summary>An array whose length is known when the kernel is compiled.</summary>
    /// <typeparam name="T">A number or a small struct of numbers.</typeparam>
    public static LocalArray<T> Array<T>(int length)
        where T : unmanaged => OutsideKernel.Value<LocalArray<T>>();
}
