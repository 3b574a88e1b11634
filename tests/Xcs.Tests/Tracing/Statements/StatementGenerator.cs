using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace Xcs.Tests.Tracing.Statements;

/// <summary>Makes functions of statements: (int, int, world, other world, items) to int, with everything that ordinary code does in between.</summary>
internal sealed class StatementGenerator(int seed)
{
    private static readonly Type World = typeof(StatementWorld);

    private readonly Random _random = new(seed);
    private readonly ParameterExpression _x = Parameter(typeof(int), "x");
    private readonly ParameterExpression _y = Parameter(typeof(int), "y");
    private readonly ParameterExpression _world = Parameter(World, "world");
    private readonly ParameterExpression _other = Parameter(World, "other");
    private readonly ParameterExpression _given = Parameter(typeof(int[]), "given");
    private readonly ParameterExpression _list = Variable(typeof(List<int>), "list");
    private readonly ParameterExpression _array = Variable(typeof(int[]), "array");
    private readonly ParameterExpression _alias = Variable(World, "alias");
    private readonly List<ParameterExpression> _ints = [];
    private readonly List<ParameterExpression> _counters = [];
    private readonly LabelTarget _return = Label(typeof(int), "return");
    private int _budget;

    public Expression<Func<int, int, StatementWorld, StatementWorld, int[], int>> Make()
    {
        for (var k = 0; k < 4; k++)
            _ints.Add(Variable(typeof(int), $"v{k}"));
        _budget = 6 + _random.Next(14);
        var body = Statements(depth: 0, loop: null, canReturn: true);
        var result = Add(Add(_ints[0], Multiply(_ints[1], Constant(31))), Add(_ints[2], Multiply(_ints[3], Constant(7))));
        var total = Add(result, Call(World, nameof(StatementWorld.Total), null, _list));

        // A call that is the only touch of an object counts as an operator without effects; so everything is touched once more.
        var values = Add(Field(_world, nameof(StatementWorld.Value)), Field(_other, nameof(StatementWorld.Value)));
        return Lambda<Func<int, int, StatementWorld, StatementWorld, int[], int>>(
            Block(
                [.. _ints, .. _counters, _list, _array, _alias],
                Assign(_list, New(typeof(List<int>))),
                Assign(_array, NewArrayBounds(typeof(int), Constant(4))),
                Assign(_alias, _random.Next(3) == 0 ? _world : _other),
                Assign(_ints[0], _x),
                Assign(_ints[1], _y),
                body,
                Return(_return, Add(total, values)),
                Label(_return, Constant(0))),
            [_x, _y, _world, _other, _given]);
    }

    private BlockExpression Statements(int depth, (LabelTarget Break, LabelTarget Continue)? loop, bool canReturn)
    {
        var list = new List<Expression>();
        var count = 1 + _random.Next(depth == 0 ? 8 : 4);
        for (var k = 0; k < count && _budget > 0; k++)
        {
            _budget--;
            list.Add(Statement(depth, loop, canReturn));
        }

        return list.Count == 0 ? Block(typeof(void), Empty()) : Block(typeof(void), list);
    }

    private Expression Statement(int depth, (LabelTarget Break, LabelTarget Continue)? loop, bool canReturn)
    {
        switch (_random.Next(depth > 3 ? 14 : 23))
        {
            case 0 or 1 or 2 or 3:
                return Assign(Local(), Call(World, nameof(StatementWorld.F), null, Value(), Value()));
            case 4:
                return Assign(Local(), Call(typeof(Graph), nameof(Graph.Await), [typeof(int)], Call(World, nameof(StatementWorld.Later), null, Value())));
            case 5:
                return Call(World, nameof(StatementWorld.Note), null, Object(), Value());
            case 6:
                return Call(Object(), nameof(StatementWorld.Tell), null, Value());
            case 7:
                return Assign(Local(), Call(Object(), nameof(StatementWorld.Next), null, Value()));
            case 8:
                return Assign(Field(Object(), nameof(StatementWorld.Value)), Value());
            case 9:
                return _random.Next(3) switch
                {
                    0 => Assign(Field(Object(), nameof(StatementWorld.Items)), _list),
                    1 => Assign(Local(), Call(World, nameof(StatementWorld.Look), null, Object())),
                    _ => IfThen(Call(World, nameof(StatementWorld.TryHalve), null, Value(), Local()), Assign(Local(), Constant(5))),
                };
            case 10:
                return Call(_list, nameof(List<int>.Add), null, Value());
            case 11:
                return Assign(ArrayAccess(_array, And(Local(), Constant(3))), Value());
            case 12:
                return Assign(Local(), Value());
            case 13:
                return Jump(loop, canReturn);
            case 14 or 15:
                return IfThenElse(Test(), Statements(depth + 1, loop, canReturn), _random.Next(2) == 0 ? Empty() : Statements(depth + 1, loop, canReturn));
            case 16 or 17:
                return Counted(depth, canReturn);
            case 18 or 19:
                return OverItems(depth, canReturn);
            case 20:
                return Switch(And(Local(), Constant(3)), Statements(depth + 1, loop, canReturn),
                    SwitchCase(Statements(depth + 1, loop, canReturn), Constant(0)), SwitchCase(Statements(depth + 1, loop, canReturn), Constant(1), Constant(2)));
            default:
                return Guarded(depth, loop, canReturn);
        }
    }

    private ConditionalExpression Jump((LabelTarget Break, LabelTarget Continue)? loop, bool canReturn)
    {
        Expression jump = (_random.Next(4), loop) switch
        {
            (0, { } around) => Break(around.Break),
            (1, { } around) => Continue(around.Continue),
            (2, _) => Throw(New(typeof(InvalidDataException).GetConstructor([typeof(string)])!, Constant("thrown"))),
            _ when canReturn => Return(_return, Value()),
            _ => Assign(Local(), Value()),
        };
        return IfThen(Test(), jump);
    }

    private LoopExpression OrSo(Expression test, LabelTarget end, LabelTarget next, Expression body, Expression step) =>
        Loop(Block(typeof(void), IfThen(Not(test), Break(end)), body, Label(next), step), end);

    private BlockExpression Counted(int depth, bool canReturn)
    {
        var counter = Variable(typeof(int), $"i{_counters.Count}");
        _counters.Add(counter);
        _ints.Add(counter);
        var (end, next) = (Label("end"), Label("next"));
        var writable = _ints.IndexOf(counter);
        _ints.RemoveAt(writable);
        var loop = OrSo(LessThan(counter, Constant(1 + _random.Next(5))), end, next, Statements(depth + 1, (end, next), canReturn), Assign(counter, Add(counter, Constant(1))));
        return Block(typeof(void), Assign(counter, Constant(0)), loop);
    }

    private BlockExpression OverItems(int depth, bool canReturn)
    {
        var counter = Variable(typeof(int), $"i{_counters.Count}");
        var item = Variable(typeof(int), $"item{_counters.Count}");
        _counters.Add(counter);
        _counters.Add(item);
        var (end, next) = (Label("end"), Label("next"));
        _ints.Add(item);
        Expression[] fan = _random.Next(3) switch
        {
            0 => [],
            1 => [IfThenElse(Test(), Call(_list, nameof(List<int>.Add), null, Call(World, nameof(StatementWorld.F), null, item, Value())), Assign(Local(), Call(World, nameof(StatementWorld.G), null, item)))],
            _ => [Call(_list, nameof(List<int>.Add), null, Call(World, nameof(StatementWorld.F), null, item, Value()))],
        };
        var inner = Statements(depth + 1, (end, next), canReturn);
        _ints.Remove(item);
        var loop = OrSo(LessThan(counter, ArrayLength(_given)), end, next,
            Block(typeof(void), [Assign(item, ArrayIndex(_given, counter)), .. fan, .. _random.Next(3) == 0 ? [] : inner.Expressions]),
            Assign(counter, Add(counter, Constant(1))));
        return Block(typeof(void), Assign(counter, Constant(0)), loop);
    }

    private TryExpression Guarded(int depth, (LabelTarget Break, LabelTarget Continue)? loop, bool canReturn)
    {
        var body = Statements(depth + 1, loop, canReturn);
        var failure = Parameter(typeof(InvalidOperationException), "failure");
        Expression again = _random.Next(3) == 0 ? Rethrow() : Assign(Local(), Property(Property(failure, "Message"), "Length"));
        return _random.Next(3) switch
        {
            0 => TryFinally(body, Statements(depth + 2, loop: null, canReturn: false)),
            1 => TryCatch(body, Catch(failure, Block(typeof(void), Statements(depth + 2, loop, canReturn), again))),
            _ => TryCatchFinally(body, Statements(depth + 2, loop: null, canReturn: false),
                Catch(failure, Block(typeof(void), again)), Catch(typeof(ArithmeticException), Statements(depth + 2, loop, canReturn))),
        };
    }

    private Expression Test() => _random.Next(6) switch
    {
        0 => Call(World, nameof(StatementWorld.Odd), null, Value()),
        1 => AndAlso(Call(World, nameof(StatementWorld.Odd), null, Value()), GreaterThan(Call(World, nameof(StatementWorld.G), null, Value()), Constant(3))),
        2 => OrElse(LessThan(Value(), Constant(0)), Call(World, nameof(StatementWorld.Odd), null, Value())),
        _ => LessThan(Value(), Constant(_random.Next(60) - 20)),
    };

    private Expression Value(int depth = 0) => _random.Next(depth > 1 ? 4 : 12) switch
    {
        0 => Constant(_random.Next(100)),
        1 or 2 or 3 => Local(),
        4 => Add(Value(depth + 1), Value(depth + 1)),
        5 => Call(World, nameof(StatementWorld.G), null, Value(depth + 1)),
        6 => Field(Object(), nameof(StatementWorld.Value)),
        7 => Property(_list, nameof(List<int>.Count)),
        8 => ArrayIndex(_array, And(Local(), Constant(3))),
        9 => Condition(LessThan(Local(), Constant(9)), Value(depth + 1), Call(World, nameof(StatementWorld.F), null, Value(depth + 1), Constant(2))),
        10 => Call(World, nameof(StatementWorld.Total), null, _list),
        _ => Subtract(Multiply(Local(), Constant(3)), Value(depth + 1)),
    };

    private ParameterExpression Local() => _ints[_random.Next(_ints.Count)];

    private ParameterExpression Object() => _random.Next(4) switch
    {
        0 => _other,
        1 => _alias,
        _ => _world,
    };
}
