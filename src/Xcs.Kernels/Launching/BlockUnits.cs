using Xcs.Execution;

namespace Xcs.Kernels.Launching;

/// <summary>The blocks of a launch as units of a run.</summary>
internal sealed class BlockUnits(IPreparedKernel prepared) : IUnitOperator<KernelLaunch, IBlockRunner, Unit, Unit>, IUnitRuns<KernelLaunch, IBlockRunner>
{
    public int Count(KernelLaunch input) => input.Shape.BlockCount;

    public IBlockRunner CreateScratch(KernelLaunch input) => prepared.CreateRunner(input);

    public Unit Execute(KernelLaunch input, int unit, IBlockRunner scratch, CancellationToken cancellationToken)
    {
        Execute(input, ref unit, unit + 1, scratch, cancellationToken);
        return default;
    }

    public void Execute(KernelLaunch input, ref int unit, int end, IBlockRunner scratch, CancellationToken cancellationToken)
    {
        input.CancellationToken.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
        scratch.Run(ref unit, end);
    }

    public Unit Merge(KernelLaunch input, ReadOnlySpan<Unit> parts)
    {
        input.Finish();
        return default;
    }
}
