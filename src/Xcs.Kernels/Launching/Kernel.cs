using Xcs.Kernels.Programs;

namespace Xcs.Kernels;

/// <summary>Compiles kernels.</summary>
/// <example><code>
/// static void Scale(ReadOnlyBuffer&lt;float&gt; x, Buffer&lt;float&gt; y, float factor)
/// {
///     var i = Gpu.GlobalIndex;
///     if (i &lt; x.Length)
///         y[i] = factor * x[i];
/// }
///
/// var scale = Kernel.Compile(Scale);
/// scale.Launch(LaunchShape.ForItems(x.Length, threads: 128), x, y, 2f);
/// </code></example>
public static class Kernel
{
    /// <summary>Compiles a static method or a lambda that captures nothing, with one to eight parameters. Results are kept by method and options.</summary>
    /// <typeparam name="TDelegate">Follows from the method: <c>Action&lt;…&gt;</c> of its parameters.</typeparam>
    /// <param name="kernel">The method.</param>
    /// <param name="options">How to compile and launch it.</param>
    /// <exception cref="KernelException">The method contains something that a kernel cannot say; the message names its line and the mend.</exception>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    public static Kernel<TDelegate> Compile<TDelegate>(TDelegate kernel, KernelOptions? options = null)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(kernel);
        if (kernel.GetInvocationList().Length > 1)
            throw new KernelException(KernelLowering.NameOf(kernel.Method), "it is several methods", "Compile each of them.");
        if (!IsAction(typeof(TDelegate)))
            throw new KernelException(KernelLowering.NameOf(kernel.Method), $"it is a {KernelLowering.TypeName(typeof(TDelegate))}", "Give it one to eight parameters, none of them by reference, and return nothing: a lambda that is an assignment needs braces.");
        return new(Launching.CompiledKernel.Of(kernel.Method, options ?? KernelOptions.Default));
    }

    private static bool IsAction(Type type) => type.IsGenericType && type.Namespace == nameof(System) && type.Name.StartsWith("Action`", StringComparison.Ordinal) && type.GetGenericArguments().Length <= 8;
}
