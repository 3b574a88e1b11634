namespace Xcs.Kernels;

/// <summary>Makes arrays in the shared memory of a block. Only inside kernels, and only as the first value of a local variable.</summary>
/// <exception cref="InvalidOperationException">Used outside a kernel.</exception>
public static class Shared
{
    /// <summary>An array whose length is known when the kernel is compiled. Every call in the text of the kernel is one array.</summary>
    /// <typeparam name="T">A number or a small struct of numbers.</typeparam>
    public static SharedArray<T> Array<T>(int length)
        where T : unmanaged => OutsideKernel.Value<SharedArray<T>>();

    /// <summary>The memory that the launch adds: <see cref="LaunchShape.SharedBytes"/>, in whole elements. All calls give the same memory, and must name the same type.</summary>
    /// <typeparam name="T">A number or a small struct of numbers.</typeparam>
    public static SharedArray<T> Dynamic<T>()
        where T : unmanaged => OutsideKernel.Value<SharedArray<T>>();
}
