namespace Xcs.Tests.Tracing.Functions;

/// <summary>What functions become, and what <c>Explain()</c> says about it.</summary>
public class FunctionPlanTests
{
    private static string Notes(Delegate function) => string.Join('\n', Graph.Trace(function).Notes);

    private static string[] Names(Func<int, Journal, object?> function) => [.. Graph.Trace<Func<int, Journal, object?>>(function).Nodes.Select(static node => node.Operator.Name)];

    [Fact]
    public void ALoopThatFansOutIsAMap()
    {
        var graph = Graph.Trace<Func<int, Journal, object?>>(OrdinaryFunctions.FanOut);
        Assert.Contains("loop: map, then in order: Add", string.Join('\n', graph.Notes), StringComparison.Ordinal);
        Assert.Contains("map Load", graph.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void ASumTakesTurnsAndWhatIsSummedDoesNot()
    {
        Assert.Contains("map Score", Names(OrdinaryFunctions.Accumulate));
        Assert.Contains("loop: map, then in order: sum", Notes(OrdinaryFunctions.Accumulate), StringComparison.Ordinal);
    }

    [Fact]
    public void ResultsStoredByIndexAreAMap() =>
        Assert.Contains("loop: map, then in order: set byName[], set lengths[]", Notes(OrdinaryFunctions.Index), StringComparison.Ordinal);

    [Fact]
    public void ALoopThatARoundMayEndRunsRoundAfterRound()
    {
        Assert.Contains("loop: round after round: a round may end it", Notes(OrdinaryFunctions.Retry), StringComparison.Ordinal);
        Assert.Contains("loop: round after round: sum is carried from round to round", Notes((int x) =>
        {
            var sum = 0;
            for (var k = 0; k < x; k++)
                sum = OrdinaryFunctions.Score(sum + k);
            return sum;
        }), StringComparison.Ordinal);
    }

    [Fact]
    public void EachCallSaysItsRule()
    {
        var notes = Notes(OrdinaryFunctions.Effects);
        Assert.Contains("Load: operator", notes, StringComparison.Ordinal);
        Assert.Contains("Write: effect on journal: it returns nothing", notes, StringComparison.Ordinal);
        Assert.Contains("Take: in order: journal is touched more than once", notes, StringComparison.Ordinal);
        Assert.Contains("Append: in order on text", Notes(OrdinaryFunctions.Builder), StringComparison.Ordinal);
        Assert.Contains("a lambda that it is given has effects", Notes(OrdinaryFunctions.Closures), StringComparison.Ordinal);
    }

    [Fact]
    public void NodesHaveTheNamesAndLinesOfTheProgram()
    {
        var graph = Graph.Trace<Func<int, Journal, object?>>(OrdinaryFunctions.EarlyReturn);
        Assert.Equal("EarlyReturn", graph.Name);
        Assert.All(graph.Nodes.Where(static node => node.Operator.Kind == OperatorKind.Control), static node => Assert.Equal("OrdinaryFunctions.cs", Path.GetFileName(node.Source.File)));
    }

    [Fact]
    public void AnInlinedHelpersCallsAreNodes()
    {
        var names = Names(OrdinaryFunctions.Helpers);
        Assert.Equal(2, names.Count(static name => name == "Load"));
        Assert.Equal(2, names.Count(static name => name == "Score"));
        Assert.DoesNotContain("Describe", names);
    }

    [Fact]
    public void TasksHoldNoWorker() =>
        Assert.Contains(Graph.Trace<Func<int, Journal, object?>>(OrdinaryFunctions.Tasks).Nodes, static node => node.Operator is { Kind: OperatorKind.Asynchronous, Name: "LoadLater" });

    [Fact]
    public void AFunctionWithoutOperatorsRunsAsItIs()
    {
        var fast = Graph.Jit((int x) => Math.Max(x, 3) * 2);
        Assert.Equal(14, fast.Invoke(7));
        Assert.Contains("it makes no calls that could run side by side: it runs as it is", fast.Explain(), StringComparison.Ordinal);
    }
}
