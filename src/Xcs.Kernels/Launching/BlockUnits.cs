namespace Xcs.Kernels.Launching;

/// <summary>The blocks of a launch as units of a run.</summary>
internal sealed class BlockUnits(IPreparedKernel prepared) : IUnitOperator<KernelLaunch, IBlockRunner, Unit, Unit>
{
    public int Count(KernelLaunch input) => input.Shape.BlockCount;

    public IBlockRunner CreateScratch(KernelLaunch input) => prepared.CreateRunner(input);

    public Unit Execute(KernelLaunch input, int unit, IBlockRunner scratch, CancellationToken cancellationToken)
    {
        input.CancellationToken.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
        scratch.Run(unit);
        return default;
    }

    public Unit Merge(KernelLaunch input, ReadOnlySpan<Unit> parts)
    {
        input.Finish();
        return default;
    }
}
