using System.Numerics;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>A block: its warps run in turn, each up to the next barrier.</summary>
internal sealed class BlockInterpreter(KernelLaunch launch, IInterpreterWatch? watch = null) : IBlockRunner
{
    private readonly BlockMemory _memory = new(launch);

    public void Run(int block)
    {
        _memory.Start(block);
        watch?.BlockStarts(block);
        var size = launch.Program.WarpSize;
        var warps = Enumerable.Range(0, (launch.Shape.ThreadCount + size - 1) / size).Select(warp => new WarpInterpreter(launch, _memory, warp, watch)).ToArray();
        var runs = warps.Select(warp => warp.Run().GetEnumerator()).ToArray();
        var barriers = new BlockBarrier?[warps.Length];
        do
        {
            for (var warp = 0; warp < warps.Length; warp++)
                barriers[warp] = runs[warp].MoveNext() ? runs[warp].Current : null;
            Meet(warps, barriers);
        }
        while (Array.Exists(barriers, barrier => barrier is not null));
    }

    // Warps that have ended count as arrived. All others must wait at the same barrier.
    private void Meet(WarpInterpreter[] warps, BlockBarrier?[] barriers)
    {
        var first = Array.FindIndex(barriers, barrier => barrier is not null);
        if (first < 0)
            return;
        var votes = 0;
        var present = 0;
        for (var warp = 0; warp < warps.Length; warp++)
        {
            if (barriers[warp] is not { } barrier)
                continue;
            if (barrier != barriers[first] && watch is null)
                throw Faults.Of(launch, barrier, _memory.Block, warp * launch.Program.WarpSize, $"it waits at another barrier than thread {launch.Shape.Threads.PlaceOf(first * launch.Program.WarpSize)}",
                    "Let all warps of a block come by the same barriers.");
            votes += BitOperations.PopCount(warps[warp].Votes);
            present += warps[warp].Waiting;
        }
        watch?.Barrier(barriers, [.. warps.Select(warp => warp.Fallen)]);
        foreach (var (warp, barrier) in warps.Zip(barriers))
            warp.BarrierResult = barrier?.Kind switch
            {
                BarrierKind.Count => (uint)votes,
                BarrierKind.And => votes == present ? 1UL : 0,
                BarrierKind.Or => votes > 0 ? 1UL : 0,
                _ => 0,
            };
    }
}
