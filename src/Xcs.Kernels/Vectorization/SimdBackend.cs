using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>Compiles kernels to code that runs the lanes of a warp in vector registers: see README.md.</summary>
internal sealed class SimdBackend : IKernelBackend
{
    public static SimdBackend Instance { get; } = new();

    public IPreparedKernel Prepare(KernelProgram program, KernelOptions options) => new SimdKernel(program, options);
}
