using Xcs.Diagnostics.Display;
using Xcs.Kernels.Display;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels;

/// <summary>A compiled kernel; launch it with <see cref="KernelLaunches"/>. Thread-safe: launches may overlap.</summary>
/// <typeparam name="TDelegate"><c>Action&lt;…&gt;</c> of its parameters.</typeparam>
[TypeFormatterSource(typeof(KernelDisplay))]
public sealed class Kernel<TDelegate> : IShowsProgram
    where TDelegate : Delegate
{
    internal Kernel(CompiledKernel compiled) => Compiled = compiled;

    /// <summary>The kernel as type and method.</summary>
    public string Name => Compiled.Program.Name;

    /// <summary>How it was compiled.</summary>
    public KernelOptions Options => Compiled.Options;

    internal CompiledKernel Compiled { get; }

    /// <summary>
    /// The program of a thread, with everything that it calls inlined. In front of a line stands <c>|</c> where it may run for some lanes of a
    /// warp only; behind variables stands what is known about them: the same for all lanes of a warp, a number that grows with the lane, or neither.
    /// </summary>
    public string ToText() => KernelText.Of(Compiled.Program);

    /// <summary>How launches run: the back end, and why.</summary>
    public string Explain() => Compiled.Prepared.Explain() + (Compiled.IsOrdered ? "\nblocks run one after the other" : "\nblocks are units on the pool");

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
