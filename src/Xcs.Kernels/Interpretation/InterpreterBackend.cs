using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>Runs kernels by reading them.</summary>
internal sealed class InterpreterBackend : IKernelBackend
{
    public static InterpreterBackend Instance { get; } = new();

    public IPreparedKernel Prepare(KernelProgram program, KernelOptions options) => new Prepared(program);

    private sealed class Prepared(KernelProgram program) : IPreparedKernel
    {
        public string Explain() => $"{program.Name}: interpreted, a statement at a time, warps of {program.WarpSize}";

        public IBlockRunner CreateRunner(KernelLaunch launch) => new BlockInterpreter(launch);
    }
}
