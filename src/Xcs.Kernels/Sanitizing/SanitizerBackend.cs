using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Sanitizing;

/// <summary>The interpreter with a sanitizer that watches it. Blocks run one after the other; the last one reports.</summary>
internal sealed class SanitizerBackend : IKernelBackend
{
    public IPreparedKernel Prepare(KernelProgram program, KernelOptions options) => new Prepared(program);

    private sealed class Prepared(KernelProgram program) : IPreparedKernel
    {
        public string Explain() => $"{program.Name}: interpreted under the sanitizer, warps of {program.WarpSize}";

        public IBlockRunner CreateRunner(KernelLaunch launch) => new Runner(launch);
    }

    private sealed class Runner : IBlockRunner
    {
        private readonly KernelLaunch _launch;
        private readonly Sanitizer _sanitizer;
        private readonly BlockInterpreter _blocks;

        public Runner(KernelLaunch launch)
        {
            _launch = launch;
            _sanitizer = new(launch);
            _blocks = new(launch, _sanitizer);
        }

        public void Run(int block)
        {
            try
            {
                _blocks.Run(block);
            }
            catch (KernelException) when (_sanitizer.HasFindings)
            {
                // What was found explains the failure better.
                _sanitizer.Report();
            }
            if (block == _launch.Shape.BlockCount - 1)
                _sanitizer.Report();
        }
    }
}
