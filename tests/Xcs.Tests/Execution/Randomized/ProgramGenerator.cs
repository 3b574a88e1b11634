namespace Xcs.Tests.Execution.Randomized;

/// <summary>Makes random programs. A profile, drawn first, decides the shape, how nodes work and where they fail.</summary>
internal sealed class ProgramGenerator
{
    private static readonly Kind[] Kinds = [Kind.Int, Kind.Long, Kind.Long, Kind.Long, Kind.Text, Kind.Pair, Kind.Array];

    private readonly Random _random;
    private readonly int _reach;
    private readonly Flavour[] _flavours;
    private readonly double _control;
    private readonly double _effects;
    private readonly double _failures;
    private int _nextId = 1;
    private int _left;

    private ProgramGenerator(int seed, int size)
    {
        _random = new Random(seed);
        _left = 2 + _random.Next(4 + (size * 3 / 4));
        // How far back inputs lie: chains, narrow, wide.
        _reach = OneOf(1, 2, 5, 1000);
        _flavours = _random.Next(4) switch
        {
            // Never waits: what is compiled into one method, and what is merged into larger units.
            0 => [Flavour.Synchronous, Flavour.Synchronous, Flavour.Pure],
            1 => [Flavour.Synchronous, Flavour.Heavy, Flavour.Pure, Flavour.Nested],
            2 => [Flavour.Task, Flavour.ValueTask, Flavour.Synchronous],
            _ => [Flavour.Synchronous, Flavour.Heavy, Flavour.Pure, Flavour.Blocking, Flavour.Task, Flavour.ValueTask, Flavour.Task, Flavour.Nested],
        };
        _control = OneOf(0, 0.15, 0.4);
        _effects = OneOf(0, 0.2, 0.7);
        _failures = OneOf(0, 0, 1.5, 4) / _left;
        if (size >= 90 && _random.Next(20) == 0)
        {
            // Large enough for small nodes to be merged.
            (_left, _control, _failures) = (1100 + _random.Next(400), 0.002, _failures > 0 ? 0.001 : 0);
            _flavours = [Flavour.Synchronous, Flavour.Pure, Flavour.Synchronous, Flavour.Synchronous, Flavour.Synchronous];
        }
    }

    public static Block Make(int seed, int size) => new ProgramGenerator(seed, size).Program();

    private Block Program() => Finish(Steps(_left, depth: 0), AnyKind());

    private List<Step> Steps(int most, int depth)
    {
        var steps = new List<Step>();
        while (steps.Count < most && _left > 0)
        {
            _left--;
            steps.Add(NextStep(depth));
        }

        return steps;
    }

    private Block Body(Kind result, int depth) => Finish(Steps(_random.Next(6), depth + 1), result);

    private Block Finish(List<Step> steps, Kind result) => new([.. steps], new(result, _random.Next(3) == 0 ? Back() : 0));

    private Step NextStep(int depth)
    {
        if (depth < 3 && _random.NextDouble() < _control)
            return Control(depth);
        return _random.Next(12) switch
        {
            0 => new ArithmeticStep(_nextId++, "+-*+-*/%"[_random.Next(8)], _random.Next(3) == 0 ? Kind.Int : Kind.Long, Back(), Back()),
            1 => new ConstantStep(_nextId++, AnyKind(), _random.Next(4)),
            2 => Rare(),
            _ => Operator(),
        };
    }

    private Step Rare() => _random.Next(6) switch
    {
        0 => new ArrayStep(_nextId++, [.. Enumerable.Range(0, _random.Next(5)).Select(_ => Back())]),
        1 => new TupleStep(_nextId++, Back(), Back()),
        2 => new ZipStep(_nextId++, Back(), Back()),
        3 => new TokenStep(_nextId++),
        4 => new ReduceStep(_nextId++, Back()),
        _ => new ExpandStep(_nextId++, Back(), (UnitMember)_random.Next(4), FailsAt()),
    };

    private OperatorStep Operator()
    {
        var flavour = _flavours[_random.Next(_flavours.Length)];
        var isPure = flavour == Flavour.Pure;
        return new OperatorStep(_nextId++, AnyKind(), [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => new Pick(AnyKind(), Back()))])
        {
            Flavour = flavour,
            Wait = _random.Next(40) == 0 ? Wait.Delay : (Wait)_random.Next(3),
            Touch = !isPure && _random.NextDouble() < _effects ? (Touch)_random.Next(1, 4) : Touch.Nothing,
            Fault = (Fault)_random.Next(4),
            FailsAt = isPure ? 0 : FailsAt(),
        };
    }

    private Step Control(int depth)
    {
        var id = _nextId++;
        var result = AnyKind();
        switch (_random.Next(7))
        {
            case 0 or 1:
                return new IfStep(id, result, Back(), Back(), Body(result, depth), Body(result, depth));
            case 2:
                return new SwitchStep(id, result, Back(), [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Body(result, depth))]);
            case 3:
                return new WhileStep(id, Back(), _random.Next(1, 6), Body(Kind.Long, depth), Body(Kind.Long, depth));
            case 4:
                var seed = new Pick(OneOf(Kind.Long, Kind.Text, Kind.Pair, Kind.Int), Back());
                return new ScanStep(id, seed, Back(), Body(seed.Kind, depth));
            default:
                return new MapStep(id, Back(), Body(result, depth));
        }
    }

    // Control nodes multiply: a failure on every input would leave little to see behind it.
    private int FailsAt() => _random.NextDouble() < _failures ? OneOf(1, 1, 2, 7) : 0;

    private Kind AnyKind() => Kinds[_random.Next(Kinds.Length)];

    private T OneOf<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private int Back() => _random.Next(_reach);
}
