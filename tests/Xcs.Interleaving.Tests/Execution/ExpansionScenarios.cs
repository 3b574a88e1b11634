using System.Globalization;
using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

// Nodes that become many units, or bodies that run again and again.
public sealed class ExpansionScenarios
{
    private const int Items = 5;

    [Fact]
    public void AMapInPlace() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) => Graph.Map(Graph.Call(Range, x), item => Graph.Call(counts.Square, item))), Squares));

    // The body waits, so that each item is an activation of its own.
    [Fact]
    public void AMapOfActivations() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) => Graph.Map(
            Graph.Call(Range, x), item => Graph.Call(counts.Add, Graph.Call(counts.SquareLater, item), Graph.Call(counts.Zero, item)))),
        Squares));

    // Fewer items than workers: items of a body that is parallel in itself are activations too.
    [Fact]
    public void AMapOfFewParallelItems() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) => Graph.Map(
            Graph.Call(Pair, x), item => Graph.Call(counts.Add, Graph.Call(counts.Square, item), Graph.Call(counts.Zero, item)))),
        x => Squares(x)[..2],
        workers: 3));

    // Two maps of one operator side by side share nothing but the kind of their jobs, which are used again by the third.
    [Fact]
    public void MapsAfterMaps() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) =>
        {
            Traced<int[]> left = Graph.Map(Graph.Call(Range, x), item => Graph.Call(counts.Square, item));
            Traced<int[]> right = Graph.Map(Graph.Call(Range, x), item => Graph.Call(counts.Zero, item));
            return Graph.Map(Graph.Zip(left, right), pair => Graph.Call(counts.AddPair, pair));
        }),
        Squares));

    [Fact]
    public void AUnitOperator() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) => Graph.Expand(counts, x)), Squares));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ALoopWhoseBodyIsParallel(bool waits) => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) => Graph.While(
            Graph.Call(counts.Wrap, x),
            state => Graph.Call(counts.IsShort, state),
            state => Graph.Call(
                counts.Append, state, waits ? Graph.Call(counts.NextSquareLater, state) : Graph.Call(counts.NextSquare, state), Graph.Call(counts.Last, state)))),
        x => [x, .. Squares(x)[1..3]]));

    [Fact]
    public void AScanWhoseBodyIsParallel() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) => Graph.Scan(
            Graph.Call(counts.Zero, x),
            Graph.Call(Range, x),
            (state, item) => Graph.Call(counts.Add, Graph.Call(counts.Square, item), Graph.Call(counts.Zero, state)))),
        Squares));

    [Fact]
    public void AMapWithEffectsTakesItsItemsInOrder() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) => Graph.Map(Graph.Call(Range, x), item => Graph.Call(counts.SquareInOrder, item))), Squares));

    [Fact]
    public void ABranchThatIsParallel() => ControlledSchedule.Explore(() => Check(
        counts => Graph.Trace((Traced<int> x) =>
        {
            Traced<int> chosen = Graph.If(
                Graph.Call(counts.IsPositive, x), () => Graph.Call(counts.Add, Graph.Call(counts.SquareLater, x), Graph.Call(counts.Zero, x)), () => Graph.Call(counts.Zero, x));
            return Graph.Array([chosen, Graph.Call(counts.Zero, x)]);
        }),
        x => [x * x, 0]));

    // Item 1 fails, and perhaps a later one earlier in time: the first item's exception surfaces, and items before it are done.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void TheFirstFailingItemOfAMapSurfaces(bool waits, bool isInOrder) => ControlledSchedule.Explore(() =>
    {
        using var outside = new Outside();
        var counts = new Counts(outside) { FailFrom = 1 + ControlledSchedule.Next(2) };
        WorkerPool pool = Engine.Pool(2);
        DataflowGraph graph = Graph.Trace((Traced<int> x) => Graph.Map(
            Graph.Call(Range, x),
            item => isInOrder ? Graph.Call(counts.SquareInOrder, item) : waits ? Graph.Call(counts.SquareLater, item) : Graph.Call(counts.Square, item)));
        Executor executor = Engine.Make(graph, Engine.AnyParallelMode(), pool);
        Exception? failure = Engine.Run<int[]>(executor, 0, _ => ControlledSchedule.Require(false));
        ControlledSchedule.Require(failure?.Message == counts.FailFrom.ToString(CultureInfo.InvariantCulture));
        pool.Dispose();
        for (int item = 0; item <= counts.FailFrom; item++) ControlledSchedule.Require(counts.Of(item) == 1);
        if (isInOrder) ControlledSchedule.Require(counts.Of(counts.FailFrom + 1) == 0);
        Engine.RequireRest(executor);
    });

    [Fact]
    public void TheFirstFailingUnitSurfaces() => ControlledSchedule.Explore(() =>
    {
        var counts = new Counts(null) { FailFrom = 1 + ControlledSchedule.Next(3) };
        WorkerPool pool = Engine.Pool(2);
        Executor executor = Engine.Make(Graph.Trace((Traced<int> x) => Graph.Expand(counts, x)), Engine.AnyParallelMode(), pool);
        Exception? failure = Engine.Run<int[]>(executor, 0, _ => ControlledSchedule.Require(false));
        ControlledSchedule.Require(failure?.Message == counts.FailFrom.ToString(CultureInfo.InvariantCulture));
        pool.Dispose();
        for (int unit = 0; unit <= counts.FailFrom; unit++) ControlledSchedule.Require(counts.Of(unit) == 1);
        Engine.RequireRest(executor);
    });

    private static int[] Range(int x) => [.. Enumerable.Range(x, Items)];

    private static int[] Pair(int x) => [x, x + 1];

    private static int[] Squares(int x) => Array.ConvertAll(Range(x), static item => item * item);

    // Two runs of the same prepared run; what an item costs decides how many are claimed, and the seed decides that.
    private static void Check(Func<Counts, DataflowGraph> trace, Func<int, int[]> expected, int workers = 2)
    {
        using var outside = new Outside();
        var counts = new Counts(outside);
        WorkerPool pool = Engine.Pool(workers);
        ExecutionMode mode = ControlledSchedule.Next(4) == 0 ? ExecutionMode.Sequential : Engine.AnyParallelMode();
        Executor executor = Engine.Make(trace(counts), mode, pool);
        foreach (int argument in (ReadOnlySpan<int>)[1, 100])
        {
            Exception? failure = Engine.Run<int[]>(executor, argument, result => ControlledSchedule.Require(result.SequenceEqual(expected(argument))));
            ControlledSchedule.Require(failure is null);
        }

        pool.Dispose();
        counts.RequireNothingTwice();
        Engine.RequireRest(executor);
    }
}
