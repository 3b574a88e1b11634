using System.Runtime.ExceptionServices;
using Xcs.Compilation;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;

namespace Xcs.Execution;

/// <summary>
/// The items of a map. A body without parallelism of its own runs in place, stretch by stretch; otherwise each item gets an activation of
/// the body. A body with effects takes the items one after the other.
/// </summary>
internal sealed class MapJob<TItem, TResult>(object kind, Body body) : RangeJob, IActivationOwner
{
    private TItem[] _items = [];
    private TResult[] _results = [];
    private bool _expands;
    private bool _inOrder;

    public void Start(TItem[] items, bool expands, bool inOrder, Participant me)
    {
        _items = items;
        _results = new TResult[items.Length];
        _expands = expands;
        _inOrder = inOrder;
        if (!inOrder)
        {
            Start(items.Length, me);
            return;
        }

        StartCount(items.Length);
        StartItem(0, me);
    }

    public override int ClaimSize(int left) => _expands ? 1 : base.ClaimSize(left);

    public void BodyDone(Activation activation, Participant? me)
    {
        var item = activation.ParentUnit;
        activation.Scope?.ItemDone(activation.Failure is not null ? TraceOutcome.Failed : IsDropped(item) ? TraceOutcome.Dropped : TraceOutcome.Done, me);
        if (activation.Failure is null && !IsDropped(item))
            _results[item] = activation.Frame.Read<TResult>(body.Graph.Result.Value);
        var failure = activation.Failure;
        Run.ReturnBody(activation);
        if (_inOrder && item + 1 < _items.Length && failure is null)
            StartItem(item + 1, me);
        else if (_inOrder && failure is not null)
            SkipRest(item, failure, me);
        CompleteWaiting(item, failure, me);
    }

    protected override int RunUnits(int from, int to, Participant me)
    {
        if (_expands)
        {
            for (var item = from; item < to; item++)
                StartItem(item, me);
            return 0;
        }

        if (((MapOperator<TItem, TResult>)kind).Loop is { } loop && Outer.Scope is null)
        {
            RunLoop(loop, from, to);
            return to - from;
        }

        var inner = body.Enter(Outer.Frame, NodeInputs);
        for (var item = from; item < to; item++)
        {
            if (item > FailedAt || Run.IsCancelled)
                break;
            try
            {
                inner.Write(0, _items[item]);
                _results[item] = body.Run<TResult>(inner);
            }
            catch (Exception exception)
            {
                RecordFailure(item, ExceptionDispatchInfo.Capture(exception));
            }
        }

        body.Leave(inner);
        return to - from;
    }

    // Items after a failed one are left out, those before it are not in this stretch any more.
    private void RunLoop(MapLoop<TItem, TResult> loop, int from, int to)
    {
        var at = from;
        try
        {
            if (from <= FailedAt && !Run.IsCancelled)
                loop(_items, _results, Outer.Frame, NodeInputs, ref at, to);
        }
        catch (Exception exception)
        {
            RecordFailure(at, ExceptionDispatchInfo.Capture(exception));
        }
    }

    protected override void StoreResult() => Outer.Frame.Write(Node, _results);

    protected override void Rest()
    {
        _items = [];
        _results = [];
        Run.Return(kind, this);
    }

    private void StartItem(int item, Participant? me)
    {
        var activation = Run.RentBody(body.Graph, this, this, item);
        body.Capture(Outer.Frame, NodeInputs, activation.Frame);
        activation.Frame.Write(0, _items[item]);
        activation.Start(me);
    }

    // The items after a failed one never start.
    private void SkipRest(int item, ExceptionDispatchInfo failure, Participant? me)
    {
        RecordFailure(item, failure);
        if (item + 1 >= _items.Length)
            return;
        NoteDropped(item + 1, _items.Length, me);
        Done(_items.Length - item - 1, me);
    }
}
