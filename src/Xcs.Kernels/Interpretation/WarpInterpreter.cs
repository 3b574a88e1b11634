using System.Linq.Expressions;
using System.Numerics;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>
/// A warp: what a kernel means. Each statement is run for all active lanes at once. Lanes that jump leave the active mask and wait at the label;
/// where it stands they come in again.
/// </summary>
internal sealed partial class WarpInterpreter
{
    private readonly KernelProgram _program;
    private readonly KernelLaunch _launch;
    private readonly BlockMemory _memory;
    private readonly IInterpreterWatch? _watch;
    private readonly int _lanes;
    private readonly int _firstThread;
    private readonly ulong _present;
    private readonly Dictionary<ParameterExpression, ulong[]> _variables = [];
    private readonly Dictionary<LabelTarget, ulong> _waiting = [];
    private ulong _active;
    private ulong _returned;

    public WarpInterpreter(KernelLaunch launch, BlockMemory memory, int warp, IInterpreterWatch? watch)
    {
        _program = launch.Program;
        _launch = launch;
        _memory = memory;
        _watch = watch;
        _lanes = _program.WarpSize;
        _firstThread = warp * _lanes;
        var lanes = Math.Min(_lanes, launch.Shape.ThreadCount - _firstThread);
        _active = _present = lanes == 64 ? ulong.MaxValue : (1UL << lanes) - 1;
        foreach (var local in _program.Locals)
            _variables.Add(local, new ulong[_lanes]);
        foreach (var parameter in _program.Parameters)
            for (var i = 0; i < parameter.Values.Count; i++)
                _variables.Add(parameter.Values[i].Variable, Uniform(launch.Slots[parameter.Slot + i]));
    }

    /// <summary>What the predicates of the barrier that the warp waits at say, a bit a lane.</summary>
    public ulong Votes { get; private set; }

    /// <summary>How many lanes wait at the barrier.</summary>
    public int Waiting => BitOperations.PopCount(_active);

    /// <summary>What the barrier gives; set before the warp goes on.</summary>
    public ulong BarrierResult { get; set; }

    /// <summary>The first thread that ran to the end without a return; -1 where there is none.</summary>
    public int Fallen => (_present & ~_returned) is var fallen and not 0 ? _firstThread + BitOperations.TrailingZeroCount(fallen) : -1;

    /// <summary>Runs the warp from barrier to barrier, and then to its end.</summary>
    public IEnumerable<BlockBarrier> Run() => Run(_program.Body);

    private IEnumerable<BlockBarrier> Run(Expression statement)
    {
        if (_active == 0 && statement is not BlockExpression)
            yield break;
        switch (statement)
        {
            case BlockExpression block:
                foreach (var inner in block.Expressions)
                    if (inner is LabelExpression label)
                        _active |= Arrived(label.Target);
                    else if (_active != 0)
                        foreach (var barrier in Run(inner))
                            yield return barrier;
                break;
            case ConditionalExpression conditional:
            {
                var all = _active;
                var test = True(Evaluate(conditional.Test));
                _active = all & test;
                foreach (var barrier in Run(conditional.IfTrue))
                    yield return barrier;
                var behind = _active;
                _active = all & ~test;
                foreach (var barrier in Run(conditional.IfFalse))
                    yield return barrier;
                _active |= behind;
                break;
            }
            case SwitchExpression choice:
            {
                var (left, behind, value) = (_active, 0UL, Evaluate(choice.SwitchValue));
                foreach (var one in choice.Cases)
                {
                    var numbers = one.TestValues.Select(test => Bits.Of(((ConstantExpression)test).Value!)).ToHashSet();
                    _active = Lanes(left, lane => numbers.Contains(value[lane]));
                    left &= ~_active;
                    foreach (var barrier in Run(one.Body))
                        yield return barrier;
                    behind |= _active;
                }
                _active = left;
                foreach (var barrier in Run(choice.DefaultBody!))
                    yield return barrier;
                _active |= behind;
                break;
            }
            case LoopExpression loop:
                var progress = new LoopProgress(this, loop);
                while (_active != 0)
                {
                    progress.Turn();
                    foreach (var barrier in Run(loop.Body))
                        yield return barrier;
                    _active |= Arrived(loop.ContinueLabel!);
                }
                _active = Arrived(loop.BreakLabel!);
                break;
            case GotoExpression jump:
                if (jump.Target == _program.Exit)
                    _returned |= _active;
                else
                    _waiting[jump.Target] = _waiting.GetValueOrDefault(jump.Target) | _active;
                _active = 0;
                break;
            case BlockBarrier barrier:
                yield return Wait(barrier);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Right: BlockBarrier barrier } assignment:
                yield return Wait(barrier);
                Assign(assignment, Uniform(BarrierResult));
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign } assignment:
                Assign(assignment, Evaluate(assignment.Right));
                break;
            case ArrayStore store:
                Store(store);
                break;
            case ArrayAtomic atomic:
                Change(atomic);
                break;
            case ArrayClear clear:
                foreach (var lane in Active())
                    _memory.Clear(clear.Array, _firstThread + lane);
                break;
            case MemoryFence fence:
                Fence(fence);
                break;
        }
    }

    private ulong Arrived(LabelTarget label) => _waiting.Remove(label, out var lanes) ? lanes : 0;

    private void Assign(BinaryExpression assignment, ulong[] value)
    {
        var place = _variables[(ParameterExpression)assignment.Left];
        foreach (var lane in Active())
            place[lane] = value[lane];
        _watch?.Assigned(assignment, place, _active, _present & ~_returned);
    }

    private BlockBarrier Wait(BlockBarrier barrier)
    {
        if ((_present & ~_returned & ~_active) is var missing and not 0)
        {
            var lane = BitOperations.TrailingZeroCount(_active);
            if (_watch is null)
                throw Fault(barrier, lane, $"the barrier is reached by {Text.Lanes(_active)} of the warp but not by {Text.Lanes(missing)}", "Let all threads come by: move it out of the branch or loop.");
            _watch.DivergentBarrier(barrier, _firstThread + lane, missing);
        }
        Votes = barrier.Predicate is { } predicate ? _active & True(Evaluate(predicate)) : 0;
        return barrier;
    }

    private IEnumerable<int> Active()
    {
        for (var lane = 0; lane < _lanes; lane++)
            if (WarpSemantics.IsIn(_active, lane))
                yield return lane;
    }

    private ulong[] Uniform(ulong bits)
    {
        var value = new ulong[_lanes];
        Array.Fill(value, bits);
        return value;
    }

    private static ulong Lanes(ulong lanes, Func<int, bool> holds)
    {
        for (var lane = 0; lane < 64; lane++)
            if (WarpSemantics.IsIn(lanes, lane) && !holds(lane))
                lanes &= ~(1UL << lane);
        return lanes;
    }

    private ulong True(ulong[] value) => Lanes(_active, lane => value[lane] != 0);

    private KernelException Fault(Expression node, int lane, string rule, string mend, Exception? inner = null) =>
        Faults.Of(_launch, node, _memory.Block, _firstThread + lane, rule, mend, inner);
}
