using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>
/// Random kernels: structured, divergent in every way, with warp operations, atomics and barriers where asked for. Built as programs, so that
/// thousands take seconds. They end, fail nowhere and have no races: every thread writes its own elements, shared memory is exchanged between barriers.
/// </summary>
internal sealed class RandomKernels
{
    public const int IntsOut = 5;
    public const int FloatsOut = 3;
    public const int Counters = 8;

    private readonly Random _random;
    private readonly bool _isTogether;
    private readonly int _warpSize;
    private readonly KernelArray _ints, _floats, _intsOut, _floatsOut, _counters, _shared, _bytes, _flags, _apart;
    private readonly ParameterExpression _n = Expression.Variable(typeof(int), "n");
    private readonly ParameterExpression[] _i = [.. Enumerable.Range(0, 4).Select(k => Expression.Variable(typeof(int), $"i{k}"))];
    // The same for all lanes as long as lanes that are apart leave them alone.
    private readonly ParameterExpression[] _u = [.. Enumerable.Range(0, 3).Select(k => Expression.Variable(typeof(int), $"u{k}"))];
    private readonly ParameterExpression[] _f = [.. Enumerable.Range(0, 2).Select(k => Expression.Variable(typeof(float), $"f{k}"))];
    private readonly ParameterExpression _wide = Expression.Variable(typeof(ulong), "wide");
    // Made of words and read by words.
    private readonly ParameterExpression _words = Expression.Variable(typeof(ulong), "words");
    private readonly ParameterExpression _long = Expression.Variable(typeof(long), "long");
    private readonly ParameterExpression _double = Expression.Variable(typeof(double), "double");
    private readonly ParameterExpression _flag = Expression.Variable(typeof(bool), "flag");
    private readonly ParameterExpression _small = Expression.Variable(typeof(byte), "small");
    private readonly List<ParameterExpression> _locals;
    // Loops around the current place that lanes may leave one by one: in them stands no barrier.
    private readonly List<(LabelTarget Break, LabelTarget Continue)> _loops = [];
    private readonly LabelTarget _exit = Expression.Label("exit");
    private int _divergence;
    private int _budget;

    private RandomKernels(int seed, int warpSize, bool isTogether)
    {
        _random = new(seed);
        _warpSize = warpSize;
        _isTogether = isTogether;
        _budget = 10 + _random.Next(25);
        _ints = Array(0, "ints", typeof(int), 0, isReadOnly: true);
        _floats = Array(1, "floats", typeof(float), 3, isReadOnly: true);
        _intsOut = Array(2, "intsOut", typeof(int), 6, isReadOnly: false);
        _floatsOut = Array(3, "floatsOut", typeof(float), 9, isReadOnly: false);
        _counters = Array(4, "counters", typeof(int), 12, isReadOnly: false);
        _shared = Shared(5, "shared", typeof(int), 4, 0);
        _bytes = Shared(6, "bytes", typeof(byte), 1, 1024);
        _flags = Shared(7, "flags", typeof(bool), 1, 1280);
        _apart = Shared(8, "apart", typeof(int), 4, 1536);
        _locals = [.. _i, .. _u, .. _f, _wide, _words, _long, _double, _flag, _small];
    }

    private static Expression Lane => new ThreadValue(ThreadValueKind.Lane);

    private static Expression Linear => new ThreadValue(ThreadValueKind.LinearThread);

    private static Expression Global => Expression.Add(Expression.Multiply(new ThreadValue(ThreadValueKind.BlockX), new ThreadValue(ThreadValueKind.BlockDimX)), Linear);

    /// <summary>A kernel.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="warpSize">The size of a warp.</param>
    /// <param name="isTogether">Whether threads do things together: warp operations, barriers, atomics.</param>
    public static KernelProgram Program(int seed, int warpSize, bool isTogether) => new RandomKernels(seed, warpSize, isTogether).Program(seed);

    private static KernelArray Array(int number, string name, Type type, int slot, bool isReadOnly) =>
        new(number, name, MemorySpace.Global, type, 4, -1, -1, slot, isReadOnly, HasRows: false);

    private static KernelArray Shared(int number, string name, Type type, int size, int offset) =>
        new(number, name, MemorySpace.Shared, type, size, 256, offset, -1, IsReadOnly: false, HasRows: false);

    private KernelProgram Program(int seed)
    {
        List<Expression> statements = [];
        for (var k = 0; k < _i.Length; k++)
            statements.Add(Expression.Assign(_i[k], Load(_ints, typeof(int))));
        for (var k = 0; k < _f.Length; k++)
            statements.Add(Expression.Assign(_f[k], Load(_floats, typeof(float))));
        while (_budget > 0)
            statements.Add(Statement(0));
        Expression[] others = [.. _u, ToInt(_long), ToInt(_wide), ToInt(Expression.RightShift(_words, Expression.Constant(32))), ToInt(_small), Expression.Condition(_flag, Expression.Constant(1), Expression.Constant(0))];
        Expression[] ints = [.. _i, others.Aggregate((hash, other) => Expression.Add(Expression.Multiply(hash, Expression.Constant(31)), other))];
        Expression[] floats = [.. _f, Expression.Convert(_double, typeof(float))];
        foreach (var (k, value) in ints.Index())
            statements.Add(new ArrayStore(new(_intsOut, Place(k, IntsOut)), value));
        foreach (var (k, value) in floats.Index())
            statements.Add(new ArrayStore(new(_floatsOut, Place(k, FloatsOut)), value));
        var program = new KernelProgram($"Random{seed}", _warpSize,
            [Parameter(_ints), Parameter(_floats), Parameter(_intsOut), Parameter(_floatsOut), Parameter(_counters), new("n", typeof(int), 15, null, [new(_n, 0)])],
            [_ints, _floats, _intsOut, _floatsOut, _counters, _shared, _bytes, _flags, _apart], _locals, Block(statements), _exit, []);
        KernelVerifier.Verify(program);
        return program;
    }

    private static KernelParameter Parameter(KernelArray array) =>
        new(array.Name, (array.IsReadOnly ? typeof(ReadOnlyBuffer<>) : typeof(Buffer<>)).MakeGenericType(array.ElementType), array.Slot, array, []);

    private static BinaryExpression Place(int k, int count) => Expression.Add(Expression.Multiply(Global, Expression.Constant(count)), Expression.Constant(k));

    private static BlockExpression Block(List<Expression> statements) => Expression.Block(typeof(void), statements);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private ParameterExpression NewLocal(Type type, string name)
    {
        var local = Expression.Variable(type, $"{name}{_locals.Count}");
        _locals.Add(local);
        return local;
    }

    private BlockExpression Nested(int depth)
    {
        List<Expression> statements = [];
        for (var count = 1 + _random.Next(3); count > 0; count--)
            statements.Add(Statement(depth));
        return Block(statements);
    }

    private Expression Divergent(Func<Expression> make)
    {
        _divergence++;
        var made = make();
        _divergence--;
        return made;
    }

    private Expression Statement(int depth)
    {
        _budget--;
        var kind = _random.Next(_isTogether ? 22 : 14);
        if (depth > 3 && kind is >= 5 and <= 10)
            kind = 0;
        return kind switch
        {
            0 => Expression.Assign(Any(_u), Uniform(2)),
            <= 2 => Expression.Assign(Any(_i), Int(3)),
            3 => Expression.Assign(Any(_f), Float(3)),
            4 when Chance(30) => Expression.Assign(_words, Words(2)),
            4 when Chance(70) => OtherTypes(),
            4 => Expression.Assign(_wide, Expression.ExclusiveOr(Expression.Multiply(_wide, Expression.Constant(6364136223846793005UL)), Expression.Convert(Int(1), typeof(ulong)))),
            5 or 6 => Expression.IfThen(Chance(70) ? Bool(2) : Expression.LessThan(Uniform(1), Uniform(1)), Divergent(() => Nested(depth + 1))),
            7 => Expression.IfThenElse(Bool(2), Divergent(() => Nested(depth + 1)), Divergent(() => Nested(depth + 1))),
            8 => Divergent(() => Loop(depth, Expression.And(Int(1), Expression.Constant(7)))),
            9 => Chance(50) ? Loop(depth, Expression.And(_n, Expression.Constant(3))) : Divergent(() => Loop(depth, Expression.And(_n, Expression.Constant(3)))),
            10 => Divergent(() => Switch(depth)),
            11 => _loops.Count > 0 ? Expression.IfThen(Bool(1), Expression.Goto(Chance(50) ? _loops[^1].Break : Any(_loops).Continue)) : Labelled(depth),
            12 => _divergence > 0 && Chance(20) ? Expression.IfThen(Bool(1), Expression.Goto(_exit)) : Expression.Assign(Any(_i), Division()),
            13 => Neighbour(),
            <= 16 => Expression.Assign(Any(_i), Together(typeof(int))),
            17 => Expression.Assign(Any(_f), Together(typeof(float))),
            18 => Expression.Assign(_wide, Mask()),
            19 => new ArrayAtomic(AtomicKind.Add, new(_counters, Expression.And(Int(1), Expression.Constant(Counters - 1))), Int(1), null, isUsed: false),
            20 => Own(),
            _ => _divergence > 0 ? Expression.Assign(Any(_i), Int(2)) : Chance(15) ? LeavingWarp() : Exchange(),
        };
    }

    private BinaryExpression OtherTypes() => _random.Next(6) switch
    {
        0 => Expression.Assign(_long, Expression.Add(Expression.Multiply(_long, Expression.Constant(31L)), Expression.Convert(Int(1), typeof(long)))),
        1 => Expression.Assign(_long, Expression.Condition(Bool(1), Expression.RightShift(_long, Int(0)), Expression.Convert(_double, typeof(long)))),
        2 => Expression.Assign(_double, Expression.Add(Expression.Divide(_double, Expression.Constant(3.0)), Expression.Convert(Any<Expression>([Float(1), Int(1), _long]), typeof(double)))),
        3 => Expression.Assign(_flag, Expression.ExclusiveOr(_flag, Bool(2))),
        4 => Expression.Assign(_flag, Expression.OrElse(Expression.LessThan(_double, Expression.Convert(_long, typeof(double))), Expression.Equal(ToInt(_small), Int(1)))),
        _ => Expression.Assign(_small, Expression.Convert(Expression.Add(ToInt(_small), Int(1)), typeof(byte))),
    };

    private static UnaryExpression ToInt(Expression value) => Expression.Convert(value, typeof(int));

    // A jump over statements to a label behind them.
    private BlockExpression Labelled(int depth)
    {
        var label = Expression.Label($"over{_budget}");
        return Expression.Block(typeof(void), [Expression.IfThen(Bool(1), Expression.Goto(label)), Divergent(() => Nested(depth + 2)), Expression.Label(label), Expression.Assign(Any(_i), Int(1))]);
    }

    // The counter is tested at the start of a turn or at its end, and can be read behind the loop.
    private BlockExpression Loop(int depth, Expression turns)
    {
        var (turn, last) = (NewLocal(typeof(int), "turn"), NewLocal(typeof(int), "last"));
        var isTestedLast = Chance(40);
        var labels = (Break: Expression.Label($"break{turn.Name}"), Continue: Expression.Label($"continue{turn.Name}"));
        if (_divergence > 0)
            _loops.Add(labels);
        var body = Nested(depth + 1);
        if (_divergence > 0)
            _loops.RemoveAt(_loops.Count - 1);
        // A turn that lanes end early goes on at the start of the next one, so the counter always grows there.
        var grow = Expression.Assign(turn, Expression.Add(turn, Expression.Constant(1)));
        Expression leave = Expression.IfThen(Expression.GreaterThanOrEqual(turn, last), Expression.Goto(labels.Break));
        Expression limit = Expression.IfThen(Expression.GreaterThan(turn, Expression.Constant(9)), Expression.Goto(labels.Break));
        return Expression.Block(typeof(void),
            Expression.Assign(last, turns),
            Expression.Assign(turn, Expression.Constant(0)),
            Expression.Loop(Block(isTestedLast ? [grow, limit, body, leave] : [leave, grow, body]), labels.Break, labels.Continue),
            Expression.Assign(Any(_u), Expression.Add(Any(_u), turn)));
    }

    private SwitchExpression Switch(int depth) => Expression.Switch(typeof(void), Expression.And(Int(1), Expression.Constant(3)), Nested(depth + 1), null,
        Expression.SwitchCase(Nested(depth + 1), Expression.Constant(0)),
        Expression.SwitchCase(Nested(depth + 1), Expression.Constant(1), Expression.Constant(3)));

    // The others go on, and meet at barriers without it.
    private ConditionalExpression LeavingWarp() =>
        Expression.IfThen(Expression.Equal(new ThreadValue(ThreadValueKind.WarpIndex), Expression.Add(Expression.And(_n, Expression.Constant(1)), Expression.Constant(_random.Next(3)))), Expression.Goto(_exit));

    // Elements side by side but at an edge, sometimes by a variable.
    private Expression Neighbour()
    {
        var (near, last) = (Expression.Add(Global, Expression.Constant(_random.Next(3))), Expression.Constant(_random.Next(60, 64)));
        Expression edge = _random.Next(5) switch
        {
            0 => Expression.Call(typeof(Math), nameof(Math.Clamp), null, Expression.Subtract(near, Expression.Constant(_random.Next(4))), Expression.Constant(_random.Next(3)), last),
            1 => Expression.Call(typeof(Math), nameof(Math.Min), null, near, last),
            2 => Expression.Condition(Expression.LessThan(near, last), near, Expression.Constant(_random.Next(20))),
            3 => Expression.Condition(Expression.OrElse(Expression.Equal(Global, Expression.Constant(_random.Next(40))), Expression.GreaterThan(near, last)), Expression.Constant(_random.Next(20)), near),
            _ => Expression.Call(typeof(Math), nameof(Math.Max), null, Expression.Constant(0), Expression.Call(typeof(Math), nameof(Math.Min), null, last, Expression.Subtract(near, Expression.Constant(2)))),
        };
        if (Chance(40))
            return Expression.Assign(Any(_i), Expression.Add(Load(_ints, typeof(int), edge), Int(1)));
        var (at, mirrored) = (NewLocal(typeof(int), "at"), NewLocal(typeof(int), "mirrored"));
        List<Expression> statements =
        [
            Expression.Assign(at, edge),
            Expression.Assign(mirrored, Expression.Subtract(Expression.Constant(63), at)),
            Expression.Assign(Any(_i), Expression.Add(Load(_ints, typeof(int), at), Load(_ints, typeof(int), mirrored))),
        ];
        if (Chance(20))
            statements.Add(Expression.Assign(at, Int(1)));
        return Block(statements);
    }

    // Elements that no other thread uses: bytes side by side, bools in another order, ints far from each other.
    private Expression Own()
    {
        ArrayPlace place = _random.Next(3) switch
        {
            0 => new(_bytes, Linear),
            1 => new(_flags, Expression.ExclusiveOr(Linear, Expression.Constant(5))),
            _ => new(_apart, Expression.And(Expression.Multiply(Linear, Expression.Constant(5)), Expression.Constant(255))),
        };
        var type = place.Array.ElementType;
        if (Chance(50))
            return new ArrayStore(place, type == typeof(bool) ? Bool(1) : type == typeof(byte) ? Expression.Convert(Int(1), typeof(byte)) : Int(1));
        var load = new ArrayLoad(type, place);
        return Expression.Assign(Any(_i), type == typeof(bool) ? Expression.Condition(load, Expression.Constant(1), Int(0)) : type == typeof(byte) ? ToInt(load) : load);
    }

    // Every thread writes its element and reads another one; barriers on both sides. Threads that have returned left theirs as it was.
    private BlockExpression Exchange()
    {
        var other = Expression.And(Expression.ExclusiveOr(Linear, Expression.And(Int(0), Expression.Constant(63))), Expression.Constant(255));
        return Expression.Block(typeof(void),
            new ArrayStore(new(_shared, Linear), Int(1)),
            Chance(60) ? Expression.Assign(Any(_i), new BlockBarrier(BarrierKind.Count, Bool(1))) : Expression.Assign(_flag, new BlockBarrier(Any([BarrierKind.And, BarrierKind.Or]), Bool(1))),
            Expression.Assign(Any(_i), new ArrayLoad(typeof(int), new(_shared, other))),
            new BlockBarrier(BarrierKind.Plain, null));
    }

    private static ArrayLoad Load(KernelArray array, Type type, Expression? index = null) => new(type, new(array, index ?? Global));

    private Expression Int(int depth) => depth == 0 ? Leaf() : _random.Next(16) switch
    {
        13 => ToInt(Chance(50) ? Words(depth) : Expression.RightShift(Words(depth), Expression.Constant(Any([8, 32, 40])))),
        14 => Chance(50) ? Products(Int(depth - 1), Int(depth - 1)) : ToInt(Products(ToUInt(Int(depth - 1)), ToUInt(Int(depth - 1)))),
        0 or 1 => Expression.Add(Int(depth - 1), Int(depth - 1)),
        2 => Expression.Subtract(Int(depth - 1), Int(depth - 1)),
        3 => Expression.Multiply(Int(depth - 1), Int(depth - 1)),
        4 => Expression.ExclusiveOr(Int(depth - 1), Int(depth - 1)),
        5 => Expression.And(Int(depth - 1), Int(depth - 1)),
        6 => Expression.LeftShift(Int(depth - 1), Chance(50) ? Expression.Constant(_random.Next(32)) : Int(depth - 1)),
        7 => Expression.RightShift(Int(depth - 1), Chance(50) ? Expression.Constant(_random.Next(32)) : Int(depth - 1)),
        8 => Expression.Condition(Bool(depth - 1), Int(depth - 1), Int(depth - 1)),
        9 => Expression.Negate(Int(depth - 1)),
        10 => Expression.Convert(Float(depth - 1), typeof(int)),
        11 => Expression.Convert(Expression.RightShift(_wide, Expression.Constant(_random.Next(64))), typeof(int)),
        12 => Load(_ints, typeof(int), Expression.And(Int(depth - 1), Expression.Constant(63))).Guarded(depth, _random),
        _ => Expression.Call(typeof(Math), Any(["Min", "Max"]), null, Int(depth - 1), Int(depth - 1)),
    };

    private static MethodCallExpression Products(Expression x, Expression y) => Expression.Call(typeof(Kernels.Programs.Products), "High", null, x, y);

    private static UnaryExpression ToUInt(Expression value) => Expression.Convert(value, typeof(uint));

    // An integer of 64 bits that is made of words; as it is a part of others, sometimes one that is not.
    private Expression Words(int depth) => depth == 0 ? _random.Next(6) switch
    {
        0 => Expression.Constant(Any([0xD256D193UL, ulong.MaxValue, 5UL, 0xFFFFFFFF_00000000UL])),
        1 => Chance(10) ? _wide : _words,
        <= 3 => Expression.Convert(ToUInt(Int(0)), typeof(ulong)),
        _ => Expression.Convert(Int(0), typeof(ulong)),
    } : _random.Next(7) switch
    {
        0 => Expression.Multiply(Words(0), Words(0)),
        1 => Expression.Multiply(Expression.Convert(Int(depth - 1), typeof(ulong)), Expression.Convert(Int(0), typeof(ulong))),
        2 => Expression.MakeBinary(Any([ExpressionType.And, ExpressionType.Or, ExpressionType.ExclusiveOr]), Words(depth - 1), Words(depth - 1)),
        3 => Expression.LeftShift(Words(depth - 1), Expression.Constant(Any([0, 7, 32, 33]))),
        4 => Expression.RightShift(Words(depth - 1), Expression.Constant(Any([0, 9, 32, 40, 63]))),
        5 => Expression.Convert(Expression.RightShift(Expression.Convert(Words(depth - 1), typeof(long)), Expression.Constant(Any([0, 9, 32, 40, 63]))), typeof(ulong)),
        _ => Expression.Not(Words(depth - 1)),
    };

    private Expression Uniform(int depth) => depth == 0 ? Chance(60) ? Any(_u) : Chance(50) ? _n : Expression.Constant(_random.Next(-8, 9)) : _random.Next(4) switch
    {
        0 => Expression.Add(Uniform(depth - 1), Uniform(depth - 1)),
        1 => Expression.ExclusiveOr(Uniform(depth - 1), Uniform(depth - 1)),
        2 => Expression.Condition(Expression.LessThan(Uniform(depth - 1), Uniform(depth - 1)), Uniform(depth - 1), Uniform(depth - 1)),
        _ => Uniform(0),
    };

    private Expression Leaf() => _random.Next(10) switch
    {
        5 => ToInt(Chance(50) ? _long : _small),
        0 => Expression.Constant(_random.Next(-8, 9)),
        1 => Lane,
        2 => _n,
        3 or 4 => Any(_u),
        _ => Any(_i),
    };

    // A divisor is never 0 or -1.
    private BinaryExpression Division() => Expression.MakeBinary(Chance(50) ? ExpressionType.Divide : ExpressionType.Modulo, Int(1),
        Expression.Or(Expression.And(Int(1), Expression.Constant(63)), Expression.Constant(1)));

    private Expression Float(int depth) => depth == 0 ? Chance(70) ? Any(_f) : Expression.Constant(_random.Next(-40, 40) / 8f) : _random.Next(8) switch
    {
        0 or 1 => Expression.Add(Float(depth - 1), Float(depth - 1)),
        2 => Expression.Subtract(Float(depth - 1), Float(depth - 1)),
        3 => Expression.Multiply(Float(depth - 1), Float(depth - 1)),
        4 => Expression.Divide(Float(depth - 1), Float(depth - 1)),
        5 => Expression.Convert(Int(depth - 1), typeof(float)),
        6 => Expression.Call(typeof(MathF), Any(["Sqrt", "Abs", "Floor", "Exp", "Log", "Cos", "Tanh"]), null, Float(depth - 1)),
        _ => Expression.Condition(Bool(depth - 1), Float(depth - 1), Float(depth - 1)),
    };

    private Expression Bool(int depth) => depth == 0 || Chance(60)
        ? Chance(75)
            ? Expression.MakeBinary(Any([ExpressionType.LessThan, ExpressionType.GreaterThanOrEqual, ExpressionType.Equal, ExpressionType.NotEqual]), Int(Math.Max(depth - 1, 0)), Int(Math.Max(depth - 1, 0)))
            : Chance(30)
                ? _flag
                : Expression.MakeBinary(Any([ExpressionType.LessThan, ExpressionType.GreaterThan, ExpressionType.NotEqual]), Float(Math.Max(depth - 1, 0)), Float(Math.Max(depth - 1, 0)))
        : _random.Next(3) switch
        {
            0 => Logical(ExpressionType.AndAlso, depth),
            1 => Logical(ExpressionType.OrElse, depth),
            _ => Expression.Not(Bool(depth - 1)),
        };

    private Expression Logical(ExpressionType type, int depth)
    {
        var (left, right) = (Bool(depth - 1), Bool(depth - 1));
        return Conditionals.IsSafe(right) ? Expression.MakeBinary(type, left, right) : left;
    }

    private WarpOperation Together(Type type)
    {
        var width = 1 << _random.Next(System.Numerics.BitOperations.Log2((uint)_warpSize) + 1);
        var members = Chance(30) ? (Expression)_wide : null;
        if (type == typeof(float))
            return new(type, Any([WarpKind.Shuffle, WarpKind.ShuffleXor, WarpKind.ShuffleDown]), Float(1), Int(0), members, width);
        var kind = Any<WarpKind>([WarpKind.Shuffle, WarpKind.ShuffleUp, WarpKind.ShuffleDown, WarpKind.ShuffleXor, WarpKind.ReduceAdd, WarpKind.ReduceMin, WarpKind.ReduceMax, WarpKind.ReduceAnd, WarpKind.ReduceOr, WarpKind.ReduceXor]);
        return new(type, kind, Int(1), kind <= WarpKind.ShuffleXor ? Int(1) : null, members, width);
    }

    private WarpOperation Mask()
    {
        var members = Chance(30) ? (Expression)_wide : null;
        return _random.Next(4) switch
        {
            0 => new(typeof(ulong), WarpKind.Ballot, Bool(1), null, members, _warpSize),
            1 => new(typeof(ulong), WarpKind.MatchAny, Expression.And(Int(1), Expression.Constant(3)), null, members, _warpSize),
            2 => new(typeof(ulong), WarpKind.MatchAll, Expression.And(Int(0), Expression.Constant(1)), null, members, _warpSize),
            _ => new(typeof(ulong), WarpKind.ActiveMask, null, null, null, _warpSize),
        };
    }
}

internal static class RandomKernelExtensions
{
    /// <summary>A load only where no condition is around it.</summary>
    public static Expression Guarded(this ArrayLoad load, int depth, Random random) => depth == 3 ? load : Expression.Constant(random.Next(100));
}
