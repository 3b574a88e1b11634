namespace Xcs.Bench.Tests;

public sealed class TaskContendersTests
{
    [Theory]
    [MemberData(nameof(TaskGraphTests.Patterns), MemberType = typeof(TaskGraphTests))]
    public void EverySystemRunsEachTaskOnceAndGetsTheLoopsResult(string pattern)
    {
        foreach (var width in (ReadOnlySpan<int>)[1, 2, 5, 9])
        {
            var graph = new TaskGraph(Enum.Parse<DependencePattern>(pattern), width, steps: 20) { Iterations = 3 };
            var contenders = TaskContenders.Create(graph, []);
            Assert.Equal(12, contenders.Count);
            foreach (var contender in contenders)
                TaskCheck.Check(contender, contenders[0], graph);
            contenders.ForEach(contender => contender.Dispose());
        }
    }

    [Fact]
    public void TheResultDependsOnTheArgument()
    {
        var graph = new TaskGraph(DependencePattern.Fft, 4, steps: 5);
        var loop = TaskContenders.Create(graph, ["plain"])[0];
        Assert.NotEqual(loop.Run(1), loop.Run(2));
    }

    [Fact]
    public void ATaskRefusesAnInputFromElsewhere()
    {
        var graph = new TaskGraph(DependencePattern.Stencil1D, 3, steps: 2);
        var site = graph.Sites[^1];
        Assert.Equal([1, 2], site.InputPoints);
        site.Read(0, 0, new TaskValue(0, 1, 5));
        var wrongPoint = Assert.Throws<InvalidOperationException>(() => site.Read(0, 0, new TaskValue(0, 2, 5)));
        Assert.Equal("Task (1, 2): input 0 must come from (0, 1) and comes from (0, 2).", wrongPoint.Message);
        Assert.Throws<InvalidOperationException>(() => site.Read(0, 0, new TaskValue(1, 1, 5)));
    }

    [Fact]
    public void ASystemThatRunsATaskTwiceIsFoundOut()
    {
        var graph = new TaskGraph(DependencePattern.NoComm, 2, steps: 3);
        var loop = TaskContenders.Create(graph, ["plain"])[0];
        Assert.Throws<InvalidOperationException>(() => TaskCheck.Check(new RunsAgain(graph), loop, graph));
    }

    private sealed class RunsAgain(TaskGraph graph) : Technique<TaskNodes>(new TaskNodes(graph))
    {
        public override string Name => "runs the first task again";

        protected override void Run()
        {
            for (var node = 0; node < Topology.Count; node++)
                Execute(node);
            Execute(0);
        }
    }
}
