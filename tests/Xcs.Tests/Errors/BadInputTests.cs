using System.Runtime.CompilerServices;

namespace Xcs.Tests.Errors;

/// <summary>What Xcs refuses, it refuses with a type of its own and a message that has place, rule, mend and, where there is one, the line.</summary>
public sealed class BadInputTests
{
    private static Traced<int> s_leaked;

    [Fact]
    public void ANullFunctionIsRefused()
    {
        Assert.Throws<ArgumentNullException>("function", () => Graph.Jit((Func<Traced<int>, Traced<int>>)null!));
        Assert.Throws<ArgumentNullException>("function", () => Graph.Jit((Func<Traced<int>, Traced<int>, Traced<int>>)null!, new JitOptions()));
        Assert.Throws<ArgumentNullException>("function", () => Graph.Trace((Func<Traced<int>, Traced<int>>)null!));
    }

    [Fact]
    public void ANullMethodIsRefused() =>
        AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.Call((Func<int, int>)null!, x)), "the operator is null");

    [Fact]
    public void ATracedValueThatLeaksIsRefusedInAnotherTrace()
    {
        Graph.Jit((Traced<int> x) => s_leaked = x.Then(v => v + 1));
        var failure = AssertRefused(() => Graph.Jit((Traced<int> y) => Graph.Call((a, b) => a + b, y, s_leaked)), "trace that is over");
        Assert.NotNull(failure.Place);
    }

    [Fact]
    public void ATracedValueThatLeaksIsRefusedOutsideOfTraces()
    {
        Graph.Jit((Traced<int> x) => s_leaked = x.Then(v => v + 1));
        AssertRefused(() => s_leaked.Then(v => v), "no function is being traced");
        AssertRefused(() => Graph.Call(v => v, s_leaked), "no function is being traced");
        AssertRefused(() => _ = s_leaked + s_leaked, "no function is being traced");
        AssertRefused(() => Graph.Constant(1), "no function is being traced");
        AssertRefused(() => Graph.Array([s_leaked]), "no function is being traced");
        AssertRefused(() => Graph.If(default, () => s_leaked, () => s_leaked), "no function is being traced");
        AssertRefused(() => Graph.Map(default(Traced<int[]>), item => item), "no function is being traced");
        AssertRefused(() => Graph.CancellationToken(), "no function is being traced");
    }

    [Fact]
    public void ATracedValueOfABranchIsRefusedAroundIt() => AssertRefused(
        () => Graph.Jit((Traced<int> x) =>
        {
            Traced<int> inside = default;
            var result = Graph.If(x > 0, () => inside = x.Then(v => v + 1), () => x);
            return Graph.Call((a, b) => a + b, result, inside);
        }),
        "trace that is over");

    [Fact]
    public void ATracedValueOfOneBranchIsRefusedInTheOther() => AssertRefused(
        () => Graph.Jit((Traced<int> x) =>
        {
            Traced<int> inside = default;
            return Graph.If(x > 0, () => inside = x.Then(v => v + 1), () => inside.Then(v => v));
        }),
        "trace that is over");

    [Fact]
    public void ATracedValueOfAnEnclosingFunctionIsRefusedInAFunctionTracedInside() => AssertRefused(
        () => Graph.Jit((Traced<int> x) =>
        {
            var inner = Graph.Jit((Traced<int> y) => Graph.Call((a, b) => a + b, x, y));
            return x.Then(inner.Invoke);
        }),
        "another trace");

    [Fact]
    public async Task TracedValuesDoNotCrossThreads()
    {
        Exception? inThread = null;
        Graph.Jit((Traced<int> x) =>
        {
            var thread = new Thread(() => inThread = Record.Exception(() => x.Then(v => v)));
            thread.Start();
            thread.Join();
            return x;
        });
        AssertSpeaks(inThread, "no function is being traced on this thread");

        // Two threads trace at the same time; one takes the other's value.
        var (handedOver, mayEnd) = (new TaskCompletionSource<Traced<int>>(), new ManualResetEventSlim());
        var first = Task.Run(() => Graph.Jit((Traced<int> x) =>
        {
            handedOver.SetResult(x);
            Assert.True(mayEnd.Wait(TimeSpan.FromSeconds(30)));
            return x;
        }));
        var foreign = await handedOver.Task;
        AssertRefused(() => Graph.Jit((Traced<int> y) => Graph.Call((a, b) => a + b, y, foreign)), "another trace");
        mayEnd.Set();
        Assert.Equal(3, (await first).Invoke(3));
        mayEnd.Dispose();
    }

    [Fact]
    public void ADefaultTracedValueIsRefusedWhereverItStands()
    {
        AssertRefused(() => Graph.Jit((Traced<int> x) => default(Traced<int>)), "the result is a default Traced<int>");
        AssertRefused(() => Graph.Jit((Traced<int> x) => x.Then(v => v) + default(Traced<int>)), "default Traced<int>");
        AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.If(x > 0, () => default(Traced<int>), () => x)), "the result is a default Traced<int>");
        AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.If(default, () => x, () => x)), "default Traced<bool>");
        AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.Array([x, default])), "default Traced<int>");
        AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.While(x, _ => default(Traced<bool>), s => s)), "the result is a default Traced<bool>");
        AssertRefused(() => Graph.Jit((Traced<int> x) => default(Traced<int>).Then(v => v)), "default Traced<int>");
    }

    [Fact]
    public void AFunctionThatThrowsWhileItIsTracedIsNamed()
    {
        var failure = AssertRefused(() => Graph.Jit((Traced<int> x) => Throwing(x.Then(v => v))), "InvalidOperationException");
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Contains("while it was traced", failure.Message, StringComparison.Ordinal);
        AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.If(x > 0, () => Throwing(x), () => x)), "InvalidOperationException");
    }

    [Fact]
    public void AFunctionThatThrewWhileItWasTracedMayBeTracedAgain()
    {
        s_mustThrow = true;
        AssertRefused(() => Graph.Jit<int, int>(Sometimes), "InvalidOperationException");
        s_mustThrow = false;
        Assert.Equal(5, Graph.Jit<int, int>(Sometimes).Invoke(5));
    }

    [Fact]
    public void TracingAfterARefusalWorks()
    {
        AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.If(x > 0, () => Throwing(x), () => x)), "InvalidOperationException");
        AssertRefused(() => Graph.Constant(1), "no function is being traced");
        Assert.Equal(2, Graph.Jit((Traced<int> x) => x + 1).Invoke(1));
    }

    [Fact]
    public void ATracedValueInsideAnOperatorIsRefusedWhenItRuns()
    {
        foreach (var mode in Enum.GetValues<ExecutionMode>())
        {
            var function = Graph.Jit((Traced<int> x) => x.Then(v =>
            {
                _ = x.Then(w => w + 1);
                return v;
            }), new JitOptions { Mode = mode, Pool = Execution.SharedPools.Of(2) });
            for (var run = 0; run < 5; run++)
                AssertRefused(() => function.Invoke(1), "operators work on plain values");
        }
    }

    [Fact]
    public void OptionsAreValidated()
    {
        AssertSpeaks(Assert.Throws<OptionsException>(() => Graph.Jit((Traced<int> x) => x, new JitOptions { Mode = (ExecutionMode)77 })), "JitOptions.Mode");
        AssertSpeaks(Assert.Throws<OptionsException>(() => Graph.Jit((Traced<int> x) => x, new JitOptions { Compilation = (CompilationMode)(-1) })), "JitOptions.Compilation");
        AssertSpeaks(Assert.Throws<OptionsException>(() => Graph.Jit((Traced<int> x) => x, new JitOptions { Policies = null! })), "JitOptions.Policies");
        AssertSpeaks(Assert.Throws<OptionsException>(() => Graph.Jit((Traced<int> x) => x, new JitOptions { TimeProvider = null! })), "JitOptions.TimeProvider");
        AssertSpeaks(
            Assert.Throws<OptionsException>(() => Graph.Jit((Traced<int> x) => x, new JitOptions { Policies = new Dictionary<string, OperatorPolicy> { ["nobody"] = new() } })),
            "nobody");
        Assert.Contains("WorkerPoolOptions.Workers", Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(new WorkerPoolOptions { Workers = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeclarationsThatContradictThemselvesAreRefused()
    {
        AssertRefused(() => Graph.Jit((Traced<int> x) => x.Then(PureAndOrdered)), "pure");
        AssertRefused(() => Graph.Jit((Traced<int> x) => x.Then(PureAndBlocking)), "blocking");
        AssertRefused(() => Graph.Jit((Traced<int> x) => x.Then(ResourceWithoutEffect)), "resource");
        AssertRefused(() => Graph.Jit((Traced<int> x) => x.Then(NegativeCost)), "cost");
    }

    [Fact]
    public void ARefusalNamesTheLineWhereItIsKnown()
    {
        var failure = AssertRefused(() => Graph.Jit((Traced<int> x) => Throwing(x.Then(v => v))), "InvalidOperationException");
        Assert.Contains(nameof(BadInputTests), failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Source.IsKnown);
    }

    [Fact]
    public void ARefusedInputNamesTheLineOfItsCall()
    {
        var line = Line();
        var failure = AssertRefused(() => Graph.Jit((Traced<int> x) => Graph.Call(v => v, default(Traced<int>))), "default Traced<int>");
        Assert.True(failure.Source.IsKnown, failure.Message);
        Assert.Contains($"{line + 1}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NullTasksAreTheOperatorsFailure()
    {
        var function = Graph.Jit((Traced<int> x) => x.Then(NullTask), new JitOptions { Pool = Execution.SharedPools.Of(2) });
        Assert.NotNull(Record.Exception(() => function.Invoke(1)));
        Assert.NotNull(Record.Exception(() => function.Invoke(1)));
    }

    private static bool s_mustThrow;

    private static Traced<int> Sometimes(Traced<int> x) => s_mustThrow ? throw new InvalidOperationException("not yet") : x;

    private static Traced<int> Throwing(Traced<int> x) => throw new InvalidOperationException($"on {x}");

    [Operator(Pure = true, Effect = EffectKind.Ordered)]
    private static int PureAndOrdered(int value) => value;

    [Operator(Pure = true, Blocking = true)]
    private static int PureAndBlocking(int value) => value;

    [Operator(Resource = "lonely")]
    private static int ResourceWithoutEffect(int value) => value;

    [Operator(Cost = -1)]
    private static int NegativeCost(int value) => value;

    private static Task<int> NullTask(int value) => null!;

    private static int Line([CallerLineNumber] int line = 0) => line;

    private static TracingException AssertRefused(Action action, string rule)
    {
        var failure = Assert.Throws<TracingException>(action);
        AssertSpeaks(failure, rule);
        return failure;
    }

    private static TracingException AssertRefused<T>(Func<T> function, string rule) => AssertRefused(() => { _ = function(); }, rule);

    private static void AssertSpeaks(Exception? exception, string rule)
    {
        var failure = Assert.IsType<XcsException>(exception, exactMatch: false);
        Assert.Contains(rule, failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Rule, failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Mend, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Rule);
        Assert.NotEmpty(failure.Mend);
    }
}
