using System.Runtime.ExceptionServices;

namespace Xcs.Execution;

/// <summary>The units of a unit operator: a part for each unit, a scratch for each worker.</summary>
internal sealed class UnitsJob<TInput, TScratch, TPart, TResult>(object kind, IUnitOperator<TInput, TScratch, TPart, TResult> units, int participants) : RangeJob
{
    private readonly TScratch?[] _scratch = new TScratch?[participants];
    private readonly bool[] _hasScratch = new bool[participants];
    private readonly IUnitRuns<TInput, TScratch>? _runs = units as IUnitRuns<TInput, TScratch>;
    private TPart[] _parts = [];
    private TInput? _input;

    public void Start(TInput input, int count, Participant me)
    {
        _input = input;
        if (_parts.Length != count)
            _parts = new TPart[count];
        Start(count, me);
    }

    protected override int RunUnits(int from, int to, Participant me)
    {
        for (var unit = from; unit < to; unit++)
        {
            if (unit > FailedAt || Run.IsCancelled)
                break;
            try
            {
                if (!_hasScratch[me.Index])
                {
                    _scratch[me.Index] = units.CreateScratch(_input!);
                    _hasScratch[me.Index] = true;
                }

                var token = Outer.Frame.Context.CancellationToken;
                if (_runs is null)
                    _parts[unit] = units.Execute(_input!, unit, _scratch[me.Index]!, token);
                else
                    _runs.Execute(_input!, ref unit, Math.Min(to, unit + IUnitRuns<TInput, TScratch>.MostUnits), _scratch[me.Index]!, token);
            }
            catch (Exception exception)
            {
                RecordFailure(unit, ExceptionDispatchInfo.Capture(exception));
            }
        }

        return to - from;
    }

    protected override void StoreResult() => Outer.Frame.Write(Node, units.Merge(_input!, _parts));

    protected override void Rest()
    {
        _input = default;
        Array.Clear(_parts);
        Array.Clear(_scratch);
        Array.Clear(_hasScratch);
        Run.Return(kind, this);
    }
}
