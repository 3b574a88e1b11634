using System.Runtime.CompilerServices;

namespace Xcs.Diagnostics;

/// <summary>Where one thread writes down what it does in one run.</summary>
/// <param name="buffer">The thread's events, of all runs.</param>
/// <param name="thread">What the thread is to the run.</param>
/// <param name="worker">The number of the worker; -1 where it is none.</param>
internal sealed class ThreadLog(TraceBuffer buffer, TraceThread thread, int worker)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Node(RunScope scope, int node, long started, long ended, TraceOutcome outcome = TraceOutcome.Done, bool isSuspended = false) =>
        Add(scope, TraceEventKind.Node, node, started, ended, outcome, isSuspended);

    public void Part(RunScope scope, int node, long started, long ended) =>
        Add(scope, TraceEventKind.Part, node, started, ended);

    public void Units(RunScope scope, int node, int first, int count, long started, long ended, TraceOutcome outcome, bool isSuspended = false) =>
        Add(scope, TraceEventKind.Units, node, started, ended, outcome, isSuspended, first, count);

    public void Run(RunScope root, long ended, TraceOutcome outcome, bool isSuspended) =>
        Add(root, TraceEventKind.Run, -1, root.Opened, ended, outcome, isSuspended);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(RunScope scope, TraceEventKind kind, int node, long started, long ended, TraceOutcome outcome = TraceOutcome.Done, bool isSuspended = false, int firstUnit = -1, int unitCount = 0) =>
        buffer.Add(scope, started, ended, node, firstUnit, unitCount, (short)worker, new TraceTags(kind, outcome, thread, isSuspended));
}
