namespace Xcs.Kernels;

/// <summary>
/// A kernel is refused, or one of its threads has failed. A refusal names the kernel, the source line, the rule and the mend; a failure also the
/// block and the thread.
/// </summary>
public sealed class KernelException : XcsException
{
    internal KernelException(string kernel, string rule, string mend, SourceLocation source = default, Exception? inner = null)
        : base(rule, mend, kernel, source, inner) => Kernel = kernel;

    internal KernelException(string kernel, string rule, string mend, SourceLocation source, Dim3 block, Dim3 thread, Exception? inner = null)
        : base($"block {block}, thread {thread}: {rule}", mend, kernel, source, inner) => (Kernel, Block, Thread) = (kernel, block, thread);

    /// <summary>The kernel, as type and method.</summary>
    public string Kernel { get; }

    /// <summary>The block that failed; null for a refusal.</summary>
    public Dim3? Block { get; }

    /// <summary>The thread that failed, within its block; null for a refusal.</summary>
    public Dim3? Thread { get; }
}
