using System.Linq.Expressions;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Sanitizing;

/// <summary>
/// Watches the threads of a launch. Two accesses of one element race if one of them writes, not both are atomic, they are of different threads, and
/// nothing orders them: a barrier of their block, or a fence that both lanes of a warp pass together. Nothing orders threads of different blocks.
/// </summary>
internal sealed class Sanitizer(KernelLaunch launch) : IInterpreterWatch
{
    private const int MostFindings = 100;

    private readonly List<SanitizerFinding> _findings = [];
    private readonly HashSet<(SanitizerKind, SourceLocation, SourceLocation?, string?)> _seen = [];
    private readonly Dictionary<(nint Array, int Element, int Offset), ShadowElement> _global = [];
    private readonly Dictionary<(int Array, int Element, int Offset), ShadowElement> _shared = [];
    private readonly int[] _warpPhases = new int[launch.Shape.ThreadCount];

    // Lanes that have passed a fence together: entry t says up to which fence the accesses of each lane of t's warp are before it.
    private readonly Dictionary<(int Thread, int Other), int> _ordered = [];
    private int _block;
    private int _phase;

    public bool HasFindings => _findings.Count > 0;

    public void BlockStarts(int block)
    {
        _block = block;
        _phase = 0;
        _shared.Clear();
        _ordered.Clear();
        Array.Clear(_warpPhases);
    }

    public void Access(Expression node, ArrayPlace place, Type type, int element, int thread, AccessKind kind)
    {
        var array = place.Array;
        if (array.Space is MemorySpace.Local or MemorySpace.PerBlock)
            return;
        var shadow = array.IsShared ? Shadow(_shared, (array.Number, element, place.Offset)) : Shadow(_global, ((nint)launch.Slots[array.Slot], element, place.Offset));
        var access = new ShadowAccess(node, _block, thread, _phase, _warpPhases[thread], kind == AccessKind.Atomic);
        if (kind != AccessKind.Write && array.IsShared && !shadow.IsInitialized)
            Add(SanitizerKind.Uninitialized, node, thread, $"{array.Name}[{element}] is read, but no thread of the block has written it", "Write it before, and let a barrier stand between.", array.Name);
        if (shadow.Writer is { } writer)
            Check(writer, access, array, element, kind, wasWrite: true);
        foreach (var earlier in shadow.Since)
            if (kind == AccessKind.Write || earlier.IsAtomic != access.IsAtomic)
                Check(earlier, access, array, element, kind, wasWrite: earlier.IsAtomic);
        if (kind == AccessKind.Write)
            shadow.Write(access);
        else
            shadow.Touch(access);
    }

    public void OutOfBounds(Expression node, ArrayPlace place, int index, int column, int length, int thread)
    {
        var columns = place.Array.HasRows ? (int)launch.Slots[place.Array.Slot + 2] : 0;
        Add(SanitizerKind.OutOfBounds, node, thread, Faults.OutOfBoundsRule(place.Array, index, column, length, columns), Faults.OutOfBoundsMend, place.Array.Name);
    }

    public void WarpFence(int firstThread, int lanes, ulong active, ulong[]? members, int width)
    {
        for (var lane = 0; lane < lanes; lane++)
            if (WarpSemantics.IsIn(active, lane))
                for (var other = lane & -width; other < (lane & -width) + width; other++)
                    if (WarpSemantics.IsIn(active & (members?[lane] ?? ulong.MaxValue), other))
                        _ordered[(firstThread + lane, firstThread + other)] = _warpPhases[firstThread + other];
        for (var lane = 0; lane < lanes; lane++)
            if (WarpSemantics.IsIn(active, lane))
                _warpPhases[firstThread + lane]++;
    }

    public void AbsentLanes(Expression node, int thread, ulong absent, bool isReading)
    {
        var itself = 1UL << thread % launch.Program.WarpSize;
        var what = node is WarpOperation operation ? operation.Kind.ToString() : "Sync";
        var rule = isReading ? $"{what} reads {Text.Lanes(absent)}, which is not active"
            : absent == itself ? $"{what} does not name the lane that calls it"
            : $"{what} names {Text.Lanes(absent & ~itself)}, not active here";
        Add(SanitizerKind.AbsentLane, node, thread, rule, "Name the lanes that come by together, such as those of Warp.ActiveMask before the branch, or move the operation out of it.", what);
    }

    public void DivergentBarrier(Expression node, int thread, ulong missing) =>
        Add(SanitizerKind.DivergentBarrier, node, thread, $"the barrier is not reached by {Text.Lanes(missing)} of the warp", "Let all threads come by: move it out of the branch or loop.", null);

    public void Barrier(Expression?[] barriers, int[] fallen)
    {
        _phase++;
        var size = launch.Program.WarpSize;
        var first = Array.FindIndex(barriers, barrier => barrier is not null);
        for (var warp = 0; warp < barriers.Length; warp++)
        {
            if (barriers[warp] is { } barrier && barrier != barriers[first])
                Add(SanitizerKind.MissedBarrier, barrier, warp * size, $"warp {warp} waits at another barrier than warp {first}", "Let all warps of a block come by the same barriers.", null);
            else if (barriers[warp] is null && fallen[warp] >= 0)
                Add(SanitizerKind.MissedBarrier, barriers[first]!, fallen[warp], $"warp {first} waits at a barrier that this thread does not reach", "Let all warps of a block come by the same barriers.", null);
        }
    }

    public void Report()
    {
        if (HasFindings)
            throw new SanitizerException(launch.Program.Name, [.. _findings]);
    }

    private static ShadowElement Shadow<TKey>(Dictionary<TKey, ShadowElement> memory, TKey key)
        where TKey : notnull
    {
        if (!memory.TryGetValue(key, out var shadow))
            memory.Add(key, shadow = new());
        return shadow;
    }

    private void Check(ShadowAccess earlier, ShadowAccess now, KernelArray array, int element, AccessKind kind, bool wasWrite)
    {
        if (!IsRace(earlier, now))
            return;
        var source = launch.Program.SourceOf(earlier.Node);
        var other = new SanitizerAccess(source, launch.Shape.Blocks.PlaceOf(earlier.Block), launch.Shape.Threads.PlaceOf(earlier.Thread), wasWrite);
        var where = earlier.Block == now.Block ? $"thread {other.Thread}" : $"block {other.Block}, thread {other.Thread}";
        var rule = $"{array.Name}[{element}] is {(kind == AccessKind.Read ? "read" : kind == AccessKind.Atomic ? "changed by an atomic" : "written")}, and {where} "
            + $"{(earlier.IsAtomic ? "changes it by an atomic" : wasWrite ? "writes it" : "reads it")}{(source.IsKnown ? $" at {source}" : "")} with no barrier between";
        var mend = earlier.Block == now.Block ? "Put Gpu.SyncThreads between the two, Warp.Sync within a warp, or use atomics for both." : "Let each block write its own elements, or use atomics.";
        Add(SanitizerKind.Race, now.Node, now.Thread, rule, mend, array.Name, other);
    }

    private bool IsRace(ShadowAccess earlier, ShadowAccess now)
    {
        if (earlier.Block != now.Block)
            return true;
        if (earlier.Thread == now.Thread || earlier.Phase != now.Phase)
            return false;
        return !_ordered.TryGetValue((now.Thread, earlier.Thread), out var phase) || earlier.WarpPhase > phase;
    }

    private void Add(SanitizerKind kind, Expression node, int thread, string description, string mend, string? what, SanitizerAccess? other = null)
    {
        var source = launch.Program.SourceOf(node);
        if (_findings.Count < MostFindings && _seen.Add((kind, source, other?.Source, what)))
            _findings.Add(new(kind, launch.Program.Name, description, mend, source, launch.Shape.Blocks.PlaceOf(_block), launch.Shape.Threads.PlaceOf(thread), other));
    }
}
