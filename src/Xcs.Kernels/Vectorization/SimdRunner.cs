using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>Runs blocks with compiled code. Used by one worker at a time.</summary>
internal sealed unsafe class SimdRunner(SimdKernel kernel) : IBlockRunner, IDisposable
{
    private readonly byte[] _state = GC.AllocateArray<byte>(WarpState.Size, pinned: true);
    private KernelLaunch _launch = null!;
    private byte[] _shared = [];
    private byte[] _local = [];
    private byte[] _frames = [];
    private byte[] _watch = [];
    private int[] _threads = [];
    private int[] _present = [];
    private LaunchShape _shape;
    private CompiledWarps? _full;
    private CompiledWarps? _partial;
    private int _frameSize;
    private int _fullWarps;
    private int _warps;
    private bool _isResumable;

    private int WarpSize => kernel.Program.WarpSize;

    public void Start(KernelLaunch launch)
    {
        for (var lane = 0; lane < 64; lane++)
            Unsafe.WriteUnaligned(ref _state[WarpState.LaneNumbers + lane * sizeof(int)], lane);
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

    public void Run(ref int block, int end)
    {
        try
        {
            if (!_isResumable && (_full is null || _partial is null))
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

    private void RunBlock(int block)
    {
        Set(WarpState.Block, block);
        Array.Clear(_shared);
        if (_isResumable)
        {
            RunInTurn();
            return;
        }
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
        code.Code((long)Unsafe.AsPointer(ref _state[0]));
    }

    private void RunInTurn()
    {
        for (var warp = 0; warp < _warps; warp++)
            FrameOf(warp) = 0;
        do
        {
            Set(WarpState.Votes, 0);
            Set(WarpState.Waiting, 0);
            if (_full is not null)
                Run(_full, 0, _fullWarps);
            if (_partial is not null)
                Run(_partial, _fullWarps, _warps);
        }
        while (Meet());
    }

    // Warps that have ended count as arrived. All others must wait at the same barrier. False where all have ended.
    private bool Meet()
    {
        BlockBarrier? barrier = null;
        var first = 0;
        for (var warp = 0; warp < _warps; warp++)
        {
            if (FrameOf(warp) < 0)
                continue;
            var here = (warp < _fullWarps ? _full! : _partial!).Barriers[FrameOf(warp) - 1];
            if (barrier is null)
                (barrier, first) = (here, warp);
            else if (here != barrier)
                throw Faults.Of(_launch, here, (int)Get(WarpState.Block), warp * WarpSize,
                    $"it waits at another barrier than thread {_shape.Threads.PlaceOf(first * WarpSize)}", "Let all warps of a block come by the same barriers.");
        }
        var votes = Get(WarpState.Votes);
        Set(WarpState.BarrierResult, barrier?.Kind switch
        {
            BarrierKind.Count => votes,
            BarrierKind.And => votes == Get(WarpState.Waiting) ? 1 : 0,
            BarrierKind.Or => votes > 0 ? 1 : 0,
            _ => 0,
        });
        return barrier is not null;
    }

    // How far a warp has come: the barrier that it waits at, 0 at its start, -1 at its end.
    private ref int FrameOf(int warp) => ref Unsafe.As<byte, int>(ref _frames[warp * _frameSize]);

    private KernelException Failure(LaneFault fault, int block)
    {
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
        _isResumable = kernel.HasBarriers && _warps > 1;
        var hasWholeRows = threads.Y * threads.Z == 1 || threads.X % WarpSize == 0;
        var hasFull = _shape.ThreadCount >= WarpSize;
        var hasPartial = _shape.ThreadCount % WarpSize != 0;
        _full = hasFull ? kernel.Version(new(true, hasWholeRows, _isResumable)) : null;
        _partial = hasPartial ? kernel.Version(new(false, hasWholeRows, _isResumable)) : null;
        _frameSize = Math.Max(_full?.FrameSize ?? 0, _partial?.FrameSize ?? 0);
        _shared = Pinned<byte>(_launch.SharedBytes);
        _local = Pinned<byte>(kernel.Program.LocalBytes * WarpSize * _warps);
        _frames = Pinned<byte>(_isResumable ? _frameSize * _warps : 0);
        var padded = _warps * WarpSize;
        _threads = Pinned<int>(3 * padded);
        for (var i = 0; i < _shape.ThreadCount; i++)
            (_threads[i], _threads[padded + i], _threads[2 * padded + i]) = (threads.PlaceOf(i).X, threads.PlaceOf(i).Y, threads.PlaceOf(i).Z);
        _present = Pinned<int>(WarpSize);
        _present.AsSpan(0, hasPartial ? _shape.ThreadCount % WarpSize : WarpSize).Fill(-1);
        _watch = Pinned<byte>(Math.Max(_full?.WatchSize ?? 0, _partial?.WatchSize ?? 0));
        Set(WarpState.Watch, Address(_watch));
        Set(WarpState.Frames, Address(_frames));
        Set(WarpState.FrameSize, _frameSize);
        Set(WarpState.IsAlone, _full is null || _partial is null ? 1 : 0);
        Set(WarpState.Shared, Address(_shared));
        Set(WarpState.Local, Address(_local));
        Set(WarpState.Present, Address(_present));
        Set(WarpState.ThreadX, Address(_threads));
        Set(WarpState.ThreadY, Address(_threads) + padded * sizeof(int));
        Set(WarpState.ThreadZ, Address(_threads) + 2 * padded * sizeof(int));
        Set(WarpState.DynamicBytes, _shape.SharedBytes);
        SetTriple(WarpState.BlockDimX, threads);
        SetTriple(WarpState.GridDimX, _shape.Blocks);
    }

    private static T[] Pinned<T>(int length) => length == 0 ? [] : GC.AllocateArray<T>(length, pinned: true);

    private static long Address<T>(T[] array)
        where T : unmanaged => array.Length == 0 ? 0 : (long)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));

    private void Set(int field, long value) => Unsafe.WriteUnaligned(ref _state[field], value);

    private void SetTriple(int field, Dim3 value)
    {
        Set(field, value.X);
        Set(field + 8, value.Y);
        Set(field + 16, value.Z);
    }

    private long Get(int field) => Unsafe.ReadUnaligned<long>(ref _state[field]);
}
