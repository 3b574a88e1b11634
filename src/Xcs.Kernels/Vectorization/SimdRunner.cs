using System.Runtime.CompilerServices;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>Runs blocks with compiled code. Used by one worker at a time.</summary>
internal sealed unsafe class SimdRunner(SimdKernel kernel) : IBlockRunner, IDisposable
{
    private readonly AlignedMemory _state = new(WarpState.Size);
    private KernelLaunch _launch = null!;
    private AlignedMemory _shared = AlignedMemory.Empty;
    private AlignedMemory _local = AlignedMemory.Empty;
    private AlignedMemory _frames = AlignedMemory.Empty;
    private AlignedMemory _watch = AlignedMemory.Empty;
    private AlignedMemory _outlined = AlignedMemory.Empty;
    private AlignedMemory _threads = AlignedMemory.Empty;
    private AlignedMemory _present = AlignedMemory.Empty;
    private LaunchShape _shape;
    private CompiledWarps? _full;
    private CompiledWarps? _partial;
    private int _frameSize;
    private int _fullWarps;
    private int _warps;

    private int WarpSize => kernel.Program.WarpSize;

    public void Start(KernelLaunch launch)
    {
        for (var lane = 0; lane < 64; lane++)
            _state.Ints[WarpState.LaneNumbers / sizeof(int) + lane] = lane;
        _launch = launch;
        var hasNewShape = _shape != launch.Shape;
        _shape = launch.Shape;
        if (hasNewShape)
            Prepare();
        Set(WarpState.Slots, (long)launch.SlotPointer);
    }

    /// <summary>Goes back to its kernel; the launch is over.</summary>
    public void Dispose()
    {
        _launch = null!;
        kernel.Return(this);
    }

    public void Run(int block) => Run(ref block, block + 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ref int block, int end)
    {
        try
        {
            if (_full is null || _partial is null)
                RunThrough(block, end);
            else
                for (; block < end; block++)
                    RunBlock(block);
            block = end - 1;
        }
        catch (LaneFault fault)
        {
            block = (int)Get(WarpState.Block);
            throw Failure(fault, block);
        }
    }

    // The code goes through the blocks by itself.
    private void RunThrough(int block, int end)
    {
        Set(WarpState.Block, block);
        Set(WarpState.EndBlock, end);
        Set(WarpState.ClearBytes, _shared.Length);
        Run(_full ?? _partial!, 0, _warps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBlock(int block)
    {
        Set(WarpState.Block, block);
        _shared.Bytes.Clear();
        Set(WarpState.EndBlock, block + 1);
        Set(WarpState.ClearBytes, 0);
        Run(_full!, 0, _fullWarps);
        Set(WarpState.Block, block);
        Run(_partial!, _fullWarps, _warps);
    }

    private void Run(CompiledWarps code, int first, int end)
    {
        Set(WarpState.FirstWarp, first);
        Set(WarpState.EndWarp, end);
        code.Code(_state.Address);
    }

    // Warps that have ended count as arrived. All others must wait at the same barrier.
    private KernelException Apart(int block)
    {
        var waiting = Enumerable.Range(0, _warps).Where(warp => FrameOf(warp) > 0).ToList();
        BlockBarrier BarrierOf(int warp) => (_full ?? _partial!).Barriers[FrameOf(warp) - 1];
        var other = waiting.First(warp => BarrierOf(warp) != BarrierOf(waiting[0]));
        return Faults.Of(_launch, BarrierOf(other), block, other * WarpSize,
            $"it waits at another barrier than thread {_shape.Threads.PlaceOf(waiting[0] * WarpSize)}", "Let all warps of a block come by the same barriers.");
    }

    // How far a warp has come: the barrier that it waits at, -1 at its end.
    private int FrameOf(int warp) => _frames.Ints[warp * _frameSize / sizeof(int)];

    private KernelException Failure(LaneFault fault, int block)
    {
        if (fault.IsApart)
            return Apart(block);
        var node = kernel.Sites[fault.Site];
        var thread = fault.Warp * WarpSize + fault.Lane;
        if (fault.Cause is { } cause)
            return Faults.Of(_launch, node, block, thread, Text.Sentence(cause), "Test the operands before.", cause);
        if (fault.IsStuck)
            return Faults.Of(_launch, node, block, thread, $"the loop never ends: a turn changes nothing{(fault.Missing != 0 ? $"; {Text.Lanes(fault.Missing)} of the warp have left it and wait behind it" : "")}",
                "Let no thread wait for another but at a barrier: lanes of a warp run in lock-step, so that one that waits in a loop keeps the one it waits for from going on.");
        if (fault.Missing != 0)
            return Faults.Of(_launch, node, block, thread, $"the barrier is reached by {Text.Lanes(fault.Lanes)} of the warp but not by {Text.Lanes(fault.Missing)}",
                "Let all threads come by: move it out of the branch or loop.");
        var array = PlaceOf(node).Array;
        return Faults.OutOfBounds(_launch, node, array, block, thread, fault.Index, fault.Column, LengthOf(array), array.Slot < 0 ? 0 : (int)_launch.Slots[array.Slot + 2]);
    }

    private static ArrayPlace PlaceOf(System.Linq.Expressions.Expression node) => node switch
    {
        ArrayLoad load => load.Place,
        ArrayStore store => store.Place,
        _ => ((ArrayAtomic)node).Place,
    };

    private int LengthOf(KernelArray array) => array.Length >= 0 ? array.Length
        : array.Space == MemorySpace.Dynamic ? _launch.DynamicLength(array.ElementSize)
        : (int)_launch.Slots[array.Slot + 1];

    private void Prepare()
    {
        var threads = _shape.Threads;
        _fullWarps = _shape.ThreadCount / WarpSize;
        _warps = (_shape.ThreadCount + WarpSize - 1) / WarpSize;
        var isResumable = kernel.HasBarriers && _warps > 1;
        var hasWholeRows = threads.Y * threads.Z == 1 || threads.X % WarpSize == 0;
        var hasPartial = _shape.ThreadCount % WarpSize != 0;
        // Warps that take turns do so within one version.
        var hasFull = _fullWarps > 0 && !(isResumable && hasPartial);
        _full = hasFull ? kernel.Version(new(true, hasWholeRows, isResumable)) : null;
        _partial = hasPartial ? kernel.Version(new(false, hasWholeRows, isResumable)) : null;
        _frameSize = Math.Max(_full?.FrameSize ?? 0, _partial?.FrameSize ?? 0);
        _shared = new(AlignedMemory.RoundUp(_launch.SharedBytes, AlignedMemory.Line));
        _local = new(kernel.Program.LocalBytes * WarpSize * _warps);
        _frames = new(isResumable ? _frameSize * _warps : 0);
        var padded = _warps * WarpSize;
        _threads = new(3 * padded * sizeof(int));
        var places = _threads.Ints;
        for (var i = 0; i < _shape.ThreadCount; i++)
            (places[i], places[padded + i], places[2 * padded + i]) = (threads.PlaceOf(i).X, threads.PlaceOf(i).Y, threads.PlaceOf(i).Z);
        _present = new(padded * sizeof(int));
        _present.Ints[.._shape.ThreadCount].Fill(-1);
        _watch = new(Math.Max(_full?.WatchSize ?? 0, _partial?.WatchSize ?? 0));
        _outlined = new(Math.Max(_full?.OutlinedSize ?? 0, _partial?.OutlinedSize ?? 0));
        Set(WarpState.Watch, _watch.Address);
        Set(WarpState.Outlined, _outlined.Address);
        Set(WarpState.Frames, _frames.Address);
        Set(WarpState.FrameSize, _frameSize);
        Set(WarpState.Shared, _shared.Address);
        Set(WarpState.Local, _local.Address);
        Set(WarpState.Present, _present.Address);
        Set(WarpState.ThreadX, _threads.Address);
        Set(WarpState.ThreadY, _threads.Address + padded * sizeof(int));
        Set(WarpState.ThreadZ, _threads.Address + 2 * padded * sizeof(int));
        Set(WarpState.DynamicBytes, _shape.SharedBytes);
        SetTriple(WarpState.BlockDimX, threads);
        SetTriple(WarpState.GridDimX, _shape.Blocks);
    }

    private void Set(int field, long value) => *(long*)(_state.Address + field) = value;

    private void SetTriple(int field, Dim3 value)
    {
        Set(field, value.X);
        Set(field + 8, value.Y);
        Set(field + 16, value.Z);
    }

    private long Get(int field) => *(long*)(_state.Address + field);
}
