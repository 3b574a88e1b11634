using Xcs.Execution;

namespace Xcs.Dataflow.Operators;

/// <summary>Runs a body over the items of an array in order, each time on its result so far; gives all the states after each item.</summary>
internal sealed class ScanOperator<TState, TItem>(Body body, Type[] inputTypes)
    : Operator<TState[]>("scan", OperatorKind.Control, inputTypes), ISuspendingOperator, IActivationOwner
{
    public bool Suspends => body.Graph.IsParallel;

    public bool Start(Frame frame, ReadOnlySpan<int> inputs, int output, Suspension suspension)
    {
        var items = frame.Read<TItem[]>(inputs[1]);
        frame.Write(output, new TState[items.Length]);
        if (items.Length == 0)
            return true;
        Begin(suspension, round: 0, frame.Read<TState>(inputs[0]), suspension.Starter);
        return false;
    }

    public void BodyDone(Activation activation, Participant? me)
    {
        if (!activation.HasResult)
        {
            activation.CompleteOuter(me);
            return;
        }

        var (outer, round) = (activation.Outer, activation.Round);
        var state = activation.Frame.Read<TState>(body.Graph.Result.Value);
        var states = outer.Frame.Read<TState[]>(activation.OuterNode);
        states[round] = state;
        if (round + 1 == states.Length)
        {
            activation.CompleteOuter(me);
            return;
        }

        var suspension = new Suspension(outer, activation.ParentUnit, me);
        outer.Run.ReturnBody(activation);
        Begin(suspension, round + 1, state, me);
    }

    internal override Operator WithBodies(IReadOnlyList<DataflowGraph> bodies) =>
        new ScanOperator<TState, TItem>(body.With(bodies[0]), inputTypes) { Bodies = bodies, Effects = Effects, Cost = Cost };

    internal override void Execute(Frame frame, ReadOnlySpan<int> inputs, int output)
    {
        var items = frame.Read<TItem[]>(inputs[1]);
        var states = new TState[items.Length];
        var inner = body.Enter(frame, inputs);
        try
        {
            var state = frame.Read<TState>(inputs[0]);
            for (var k = 0; k < items.Length; k++)
            {
                inner.Write(0, state);
                inner.Write(1, items[k]);
                states[k] = state = body.Run<TState>(inner);
            }
        }
        finally
        {
            body.Leave(inner);
        }

        frame.Write(output, states);
    }

    private void Begin(Suspension suspension, int round, TState state, Participant? me)
    {
        var outer = suspension.Activation;
        var inputs = outer.Units.Graph.Inputs[outer.Units.FirstNode[suspension.Unit]];
        var activation = suspension.Begin(body, outer.Frame, inputs, this);
        activation.Round = round;
        activation.Frame.Write(0, state);
        activation.Frame.Write(1, outer.Frame.Read<TItem[]>(inputs[1])[round]);
        activation.Start(me);
    }
}
