namespace Xcs.Tests.Execution.Randomized;

/// <summary>
/// Runs a random program line by line in plain C#: the meaning that Xcs has to keep. A second run goes on after failures with everything that
/// does not depend on them, which bounds what a parallel run may have started.
/// </summary>
internal sealed class Reference
{
    private static readonly object Poison = new();

    private readonly bool _goesOn;
    private int _budget;

    private Reference(int lines, int budget, bool goesOn)
    {
        Counts = new int[lines];
        _budget = budget;
        _goesOn = goesOn;
    }

    public object? Result { get; private set; }

    public Exception? Failure { get; private set; }

    public int[] Counts { get; }

    /// <summary>How often each line may run at most where the program fails.</summary>
    public int[] MostCounts { get; private set; } = [];

    public List<(int Line, long Hash)>[] Logs { get; } = [[], [], [], []];

    /// <summary>Null where the program does more than the budget allows.</summary>
    public static Reference? Run(Block program, IReadOnlyList<object> arguments, int lines, int budget)
    {
        var reference = new Reference(lines, budget, goesOn: false);
        try
        {
            reference.Result = reference.RunProgram(program, arguments);
            reference.MostCounts = reference.Counts;
        }
        catch (OutOfBudgetException)
        {
            return null;
        }
        catch (Exception failure)
        {
            reference.Failure = failure;
            var most = new Reference(lines, 20 * budget, goesOn: true);
            try
            {
                most.RunProgram(program, arguments);
            }
            catch (OutOfBudgetException)
            {
                return null;
            }

            reference.MostCounts = most.Counts;
        }

        return reference;
    }

    private object RunProgram(Block program, IReadOnlyList<object> arguments)
    {
        var scope = new Scope();
        for (var k = 0; k < arguments.Count; k++)
            scope.Add((Kind)k, arguments[k]);
        return Run(program, scope);
    }

    private object Run(Block block, Scope scope)
    {
        foreach (var step in block.Steps)
            Run(step, scope);
        return scope[block.Result];
    }

    private void Run(Step step, Scope scope)
    {
        var (kind, inputs) = Shape(step, scope);
        if (Array.IndexOf(inputs, Poison) >= 0)
        {
            scope.Add(kind, Poison);
            return;
        }

        try
        {
            scope.Add(kind, Compute(step, inputs, scope));
        }
        catch (Exception failure) when (_goesOn && failure is not OutOfBudgetException)
        {
            scope.Add(kind, Poison);
        }
    }

    /// <summary>The kind of a line's value and the inputs that it needs itself.</summary>
    private static (Kind Kind, object[] Inputs) Shape(Step step, Scope scope) => step switch
    {
        OperatorStep s => (s.Result, [.. s.Inputs.Select(pick => scope[pick])]),
        ArithmeticStep s => (s.Kind, [scope[new(s.Kind, s.Left)], scope[new(s.Kind, s.Right)]]),
        ConstantStep s => (s.Kind, []),
        ArrayStep s => (Kind.Array, [.. s.Items.Select(item => scope[new(Kind.Long, item)])]),
        TupleStep s => (Kind.Long, [scope[new(Kind.Long, s.Number)], scope[new(Kind.Text, s.Text)]]),
        ZipStep s => (Kind.Long, [scope[new(Kind.Array, s.Left)], scope[new(Kind.Array, s.Right)]]),
        TokenStep => (Kind.Long, []),
        IfStep s => (s.Result, [scope[new(Kind.Long, s.Left)], scope[new(Kind.Long, s.Right)]]),
        SwitchStep s => (s.Result, [scope[new(Kind.Int, s.Index)]]),
        WhileStep s => (Kind.Long, [scope[new(Kind.Long, s.Initial)]]),
        ScanStep s => (s.Seed.Kind == Kind.Long ? Kind.Array : Kind.Long, [scope[s.Seed], scope[new(Kind.Array, s.Items)]]),
        MapStep s => (s.Body.Result.Kind == Kind.Long ? Kind.Array : Kind.Long, [scope[new(Kind.Array, s.Items)]]),
        ReduceStep s => (Kind.Long, [scope[new(Kind.Array, s.Items)]]),
        ExpandStep s => (Kind.Long, [scope[new(Kind.Array, s.Items)]]),
        _ => throw new ArgumentException($"no meaning for {step}"),
    };

    private object Compute(Step step, object[] inputs, Scope scope) => step switch
    {
        OperatorStep s => Operate(s, inputs),
        ArithmeticStep { Kind: Kind.Int } s => Calculate(s.Sign, (int)inputs[0], (int)inputs[1]),
        ArithmeticStep s => Calculate(s.Sign, (long)inputs[0], (long)inputs[1]),
        ConstantStep s => Values.Make(Values.TypeOf(s.Kind), s.Seed),
        ArrayStep => inputs.Cast<long>().ToArray(),
        TupleStep => Values.Hash(((long)inputs[0], (string)inputs[1])),
        ZipStep => Values.Hash(((long[])inputs[0]).Zip((long[])inputs[1]).ToArray()),
        TokenStep => 1L,
        IfStep s => Run((long)inputs[0] < (long)inputs[1] ? s.Then : s.Else, scope.Inner()),
        SwitchStep s => Run(s.Cases[Math.Min((uint)(int)inputs[0], (uint)s.Cases.Length - 1)], scope.Inner()),
        WhileStep s => Loop(s, (long)inputs[0], scope),
        ScanStep s => Scan(s, inputs[0], (long[])inputs[1], scope),
        MapStep s => Map(s, (long[])inputs[0], scope),
        ReduceStep => ((long[])inputs[0]).Length == 0 ? throw new InvalidOperationException() : ((long[])inputs[0]).Aggregate(Values.Compose),
        ExpandStep s => Expand(s, (long[])inputs[0]),
        _ => throw new ArgumentException($"no meaning for {step}"),
    };

    private object Operate(OperatorStep step, object[] inputs)
    {
        var hash = inputs.Aggregate((long)inputs.Length, static (hash, input) => Values.Mix(hash, Values.Hash(input)));
        Spend(step.Wait == Wait.Delay && step.IsAsync ? 20 : 1);
        Counts[step.Id]++;
        Logs[(int)step.Touch].Add((step.Id, hash));
        if (step.FailsOn(hash))
            throw step.Failure(hash);
        return Values.Make(Values.TypeOf(step.Result), Values.Mix(step.Flavour == Flavour.Nested ? Nested.Plain(hash) : hash, step.Id));
    }

    private static int Calculate(char sign, int a, int b) => unchecked(sign switch { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b });

    private static long Calculate(char sign, long a, long b) => unchecked(sign switch { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a % b });

    private object Loop(WhileStep step, long value, Scope scope)
    {
        var loop = Loops.Begin(value, step.MostRounds);
        while (true)
        {
            Spend(1);
            var test = Run(step.Test, scope.Inner((Kind.Long, loop.Value)));
            if (test == Poison)
                return Poison;
            if (!Loops.HasLeft(loop, (long)test))
                return loop.Value;
            var next = Run(step.Body, scope.Inner((Kind.Long, loop.Value)));
            if (next == Poison)
                return Poison;
            loop = Loops.Next(loop, (long)next);
        }
    }

    private object Scan(ScanStep step, object state, long[] items, Scope scope)
    {
        var states = new object[items.Length];
        for (var k = 0; k < items.Length; k++)
        {
            Spend(1);
            states[k] = state = Run(step.Body, scope.Inner((step.Seed.Kind, state), (Kind.Long, items[k])));
            if (state == Poison)
                return Poison;
        }

        return Gather(step.Seed.Kind, states);
    }

    private object Map(MapStep step, long[] items, Scope scope)
    {
        var results = new object[items.Length];
        for (var k = 0; k < items.Length; k++)
        {
            Spend(1);
            results[k] = Run(step.Body, scope.Inner((Kind.Long, items[k])));
        }

        return Array.IndexOf(results, Poison) >= 0 ? Poison : Gather(step.Body.Result.Kind, results);
    }

    private static object Gather(Kind kind, object[] items) => kind == Kind.Long ? items.Cast<long>().ToArray() : Values.Hash<object>(items);

    private long Expand(ExpandStep step, long[] input)
    {
        var hash = Values.Hash(input);
        Counts[step.Id]++;
        ThrowOn(step, UnitMember.Count, hash);
        var count = UnitWork.CountOf(input);
        if (count > 0)
            ThrowOn(step, UnitMember.CreateScratch, hash);
        for (var unit = 0; unit < count; unit++)
            ThrowOn(step, UnitMember.Execute, UnitWork.Part(input, unit));
        ThrowOn(step, UnitMember.Merge, hash);
        return Enumerable.Range(0, count).Aggregate(hash, (hash, unit) => Values.Mix(hash, UnitWork.Part(input, unit)));
    }

    private static void ThrowOn(ExpandStep step, UnitMember member, long hash)
    {
        if (step.FailsOn(member, hash))
            throw Failures.Make(step.Id, hash);
    }

    private void Spend(int cost)
    {
        if ((_budget -= cost) < 0)
            throw new OutOfBudgetException();
    }

    private sealed class OutOfBudgetException : Exception;
}
