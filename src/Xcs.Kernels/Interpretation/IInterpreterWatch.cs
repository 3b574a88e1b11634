using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>How a place is touched.</summary>
internal enum AccessKind
{
    Read,
    Write,
    Atomic,
}

/// <summary>Told what the threads of a block do, accesses before they happen. Threads are numbers within the block.</summary>
internal interface IInterpreterWatch
{
    void BlockStarts(int block);

    void Access(Expression node, ArrayPlace place, Type type, int element, int thread, AccessKind kind);

    /// <summary>An index is out of range. The access is left out, and a read gives zero.</summary>
    void OutOfBounds(Expression node, ArrayPlace place, int index, int column, int length, int thread);

    /// <summary>A variable was assigned.</summary>
    /// <param name="node">The assignment.</param>
    /// <param name="place">What the variable holds now, for each lane.</param>
    /// <param name="active">The lanes that assigned it.</param>
    /// <param name="left">The lanes of the warp that have not returned.</param>
    void Assigned(BinaryExpression node, ulong[] place, ulong active, ulong left)
    {
    }

    /// <summary>Lanes of a warp order their memory among themselves.</summary>
    void WarpFence(int firstThread, int lanes, ulong active, ulong[]? members, int width);

    /// <summary>A lane names members of which some are not active, or not itself; or it reads a lane that is not active.</summary>
    void AbsentLanes(Expression node, int thread, ulong absent, bool isReading);

    /// <summary>A barrier that only some lanes of a warp reach.</summary>
    void DivergentBarrier(Expression node, int thread, ulong missing);

    /// <summary>The warps that have not ended have all arrived.</summary>
    /// <param name="barriers">Where each warp waits; null where it has ended.</param>
    /// <param name="fallen">For each warp the first thread that ran to the end of the kernel without a return; -1 where there is none.</param>
    void Barrier(Expression?[] barriers, int[] fallen);
}
