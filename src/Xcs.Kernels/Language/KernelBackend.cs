namespace Xcs.Kernels;

/// <summary>What runs a kernel. The answers are the same.</summary>
public enum KernelBackend
{
    /// <summary>Compiled to vector instructions.</summary>
    Simd,

    /// <summary>Statement by statement, lane by lane: slow, and the definition of what a kernel means.</summary>
    Interpreter,
}
