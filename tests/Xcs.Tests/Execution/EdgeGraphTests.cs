namespace Xcs.Tests.Execution;

/// <summary>The smallest and oddest graphs, in every mode.</summary>
public sealed class EdgeGraphTests
{
    public static TheoryData<ExecutionMode, CompilationMode, int> All =>
    [
        .. from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           from workers in (int[])[1, 3]
           select (mode, compilation, workers),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task TheResultMayBeAnArgument(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit((Traced<string> x, Traced<int> _) => x, Options(mode, compilation, workers));
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal($"{run}", function.Invoke($"{run}", 1));
            Assert.Equal($"{run}", await function.InvokeAsync($"{run}", 1));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task TheResultMayBeAConstant(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var text = Graph.Jit((Traced<int> _) => Graph.Constant("fixed"), Options(mode, compilation, workers));
        var nothing = Graph.Jit((Traced<int> _) => Graph.Constant<string?>(null), Options(mode, compilation, workers));
        var beside = Graph.Jit((Traced<int> x) => { x.Then(v => v + 1); return Graph.Constant(7L); }, Options(mode, compilation, workers));
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal("fixed", text.Invoke(run));
            Assert.Equal("fixed", await text.InvokeAsync(run));
            Assert.Null(nothing.Invoke(run));
            Assert.Null(await nothing.InvokeAsync(run));
            Assert.Equal(7L, beside.Invoke(run));
            Assert.Equal(7L, await beside.InvokeAsync(run));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AFunctionMayGiveNothing(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var (first, second) = (0, 0);
        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                Graph.Call((int value) => { Interlocked.Add(ref first, value); }, x);
                return x.Then(async Task (value) =>
                {
                    await Task.Yield();
                    Interlocked.Add(ref second, value);
                });
            },
            Options(mode, compilation, workers));
        for (var run = 1; run <= 5; run++)
        {
            Assert.Equal(default, function.Invoke(1));
            Assert.Equal(default, await function.InvokeAsync(1));
            Assert.Equal((2 * run, 2 * run), (first, second));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AMapTakesAnyNumberOfItems(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var plain = Graph.Jit((Traced<int[]> items) => Graph.Map(items, item => item * 2 + 1), Options(mode, compilation, workers));
        var waiting = Graph.Jit((Traced<int[]> items) => Graph.Map(items, item => item.Then(TwiceAsync) + 1), Options(mode, compilation, workers));
        var wide = Graph.Jit((Traced<int[]> items) => Graph.Map(items, item => item.Then(v => v) + item.Then(v => v + 1)), Options(mode, compilation, workers));
        var same = Graph.Jit((Traced<int[]> items) => Graph.Map(items, item => item), Options(mode, compilation, workers));
        var fixedItems = Graph.Jit((Traced<int[]> items) => Graph.Map(items, _ => Graph.Constant(3)), Options(mode, compilation, workers));
        foreach (var count in (int[])[0, 1, 2, 7, 1000, 1, 0])
        {
            var items = Enumerable.Range(0, count).ToArray();
            foreach (var function in new[] { plain, waiting, wide })
            {
                Assert.Equal(items.Select(item => (item * 2) + 1), function.Invoke(items));
                Assert.Equal(items.Select(item => (item * 2) + 1), await function.InvokeAsync(items));
            }

            Assert.Equal(items, same.Invoke(items));
            Assert.Equal(items.Select(_ => 3), fixedItems.Invoke(items));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task AnIndexWithoutACaseTakesTheLast(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var plain = Graph.Jit((Traced<int> x) => Graph.Switch(x, [() => x.Then(_ => "zero"), () => x.Then(_ => "one"), () => x.Then(_ => "last")]), Options(mode, compilation, workers));
        var wide = Graph.Jit(
            (Traced<int> x) => Graph.Switch<string>(x, [() => "zero", () => "one", () => Graph.Call((a, b) => a + b, x.Then(_ => "la"), x.Then(_ => "st"))]),
            Options(mode, compilation, workers));
        var single = Graph.Jit((Traced<int> x) => Graph.Switch(x, [() => Graph.Constant("last")]), Options(mode, compilation, workers));
        for (var run = 0; run < 5; run++)
        {
            foreach (var (index, expected) in new[] { (0, "zero"), (1, "one"), (2, "last"), (3, "last"), (-1, "last"), (int.MinValue, "last"), (int.MaxValue, "last") })
            {
                Assert.Equal(expected, plain.Invoke(index));
                Assert.Equal(expected, await plain.InvokeAsync(index));
                Assert.Equal(expected, wide.Invoke(index));
                Assert.Equal("last", single.Invoke(index));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ABranchNotTakenDoesNotRun(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var calls = 0;
        int Count(int value)
        {
            Interlocked.Increment(ref calls);
            return value;
        }

        var function = Graph.Jit((Traced<int> x) => Graph.If(x > 0, () => x, () => x.Then(Count) + x.Then(Count)), Options(mode, compilation, workers));
        for (var run = 0; run < 6; run++)
            function.Invoke(1);
        Assert.Equal(0, calls);
        function.Invoke(-1);
        Assert.Equal(2, calls);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void DelegatesOfEveryKindAreCalledAsTheyAre(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var log = new List<int>();
        Func<int, int> first = value =>
        {
            log.Add(value);
            return 0;
        };
        Func<int, int> multicast = first + (value => value + 1);
        var overrider = new Overrider();
        Func<int, int> ofBase = overrider.BaseAdd;
        Func<int, int> closedOverNull = ((string?)null).LengthOr;
        Func<int, int> ofStructure = new Adder(4).Add;
        Func<object, string> wide = value => $"{value}!";

        var function = Graph.Jit(
            (Traced<int> x) =>
            {
                var numbers = x.Then(multicast).Then(ofBase).Then(closedOverNull).Then(ofStructure);
                var text = Graph.Call<string, object>(wide, numbers.Then(v => $"{v}"));
                return text.Then(v => (string)v);
            },
            Options(mode, compilation, workers));
        for (var run = 0; run < 6; run++)
            Assert.Equal($"{run + 1 + 1 + 1 + 4}!", function.Invoke(run));
        Assert.Equal([0, 1, 2, 3, 4, 5], log);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NestedControlNodesUseValuesFromAllAround(ExecutionMode mode, CompilationMode compilation, int workers)
    {
        var function = Graph.Jit(
            (Traced<int> x, Traced<int[]> items) =>
            {
                var outer = x.Then(v => v + 100);
                return Graph.Map(items, a => Graph.Map(items, b => Graph.If(
                    a < b,
                    () => Graph.While(a, s => s < b + x, s => s + outer),
                    () => Graph.Scan(a, items, (s, i) => s + i + b + outer).Then(states => states[^1]))).Then(row => row.Sum())).Then(rows => rows.Sum());
            },
            Options(mode, compilation, workers));
        int[] items = [1, 2, 3];
        for (var run = 0; run < 6; run++)
        {
            var expected = 0;
            foreach (var a in items)
            {
                foreach (var b in items)
                {
                    var s = a;
                    if (a < b)
                    {
                        while (s < b + run)
                            s += run + 100;
                    }
                    else
                    {
                        foreach (var i in items)
                            s += i + b + run + 100;
                    }

                    expected += s;
                }
            }

            Assert.Equal(expected, function.Invoke(run, items));
        }
    }

    private static async Task<int> TwiceAsync(int value)
    {
        if (value % 3 == 0)
            await Task.Yield();
        return 2 * value;
    }

    private static JitOptions Options(ExecutionMode mode, CompilationMode compilation, int workers) =>
        new() { Mode = mode, Compilation = compilation, Pool = SharedPools.Of(workers) };

    private class Adding
    {
        public virtual int Add(int value) => value + 1;
    }

    private sealed class Overrider : Adding
    {
        public Func<int, int> BaseAdd => base.Add;

        public override int Add(int value) => value + 1000;
    }

    private readonly struct Adder(int summand)
    {
        public int Add(int value) => value + summand;
    }
}

internal static class NullExtensions
{
    public static int LengthOr(this string? text, int value) => text is null ? value + 1 : text.Length;
}
