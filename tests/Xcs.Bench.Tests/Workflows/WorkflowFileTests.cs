namespace Xcs.Bench.Tests;

public sealed class WorkflowFileTests
{
    private const string A = """{"id":"a","parents":[]}""";
    private const string Ran = """{"id":"a","runtimeInSeconds":1}""";

    [Fact]
    public void TasksComeInAnOrderInWhichTheyCouldRun()
    {
        var workflow = WorkflowJson.Read(WorkflowJson.Diamond);
        Assert.Equal("made", workflow.Name);
        Assert.Equal(["a", "b", "c", "d"], workflow.Tasks.Select(task => task.Id));
        Assert.Equal([[], [0], [0], [1, 2]], workflow.Tasks.Select(task => task.Parents));
        Assert.Equal([1, 2.5, 0.5, 0], workflow.Tasks.Select(task => task.Runtime.TotalSeconds));
        Assert.Equal("split", workflow.Tasks[0].Program);
        Assert.Equal("b", workflow.Tasks[1].Program);
        Assert.Equal(1, workflow.MeanRuntime.TotalSeconds);
        Assert.Equal(3.5, workflow.CriticalPath([1, 2.5, 0.5, 0]));
    }

    [Fact]
    public void AnEdgeThatOnlyTheParentNamesCounts()
    {
        var workflow = WorkflowJson.Read(WorkflowJson.Of("""{"id":"b","parents":[]},{"id":"a","parents":[],"children":["b"]}""", Ran + """,{"id":"b","runtimeInSeconds":1}"""));
        Assert.Equal(["a", "b"], workflow.Tasks.Select(task => task.Id));
        Assert.Equal([0], workflow.Tasks[1].Parents);
    }

    [Fact]
    public void ACycleIsNamedTaskByTask() => Refuses(
        WorkflowJson.Of("""{"id":"x","parents":["z"]},{"id":"y","parents":["x"]},{"id":"z","parents":["y"]},{"id":"a","parents":["z"]}""", Ran + """,{"id":"x","runtimeInSeconds":1},{"id":"y","runtimeInSeconds":1},{"id":"z","runtimeInSeconds":1}"""),
        "made.json, task y: tasks wait for each other in a cycle: y -> z -> x -> y. Take out one of these edges.");

    [Fact]
    public void ATaskThatWaitsForItselfIsACycle() => Refuses(
        WorkflowJson.Of("""{"id":"a","parents":["a"]}""", Ran),
        "made.json, task a: tasks wait for each other in a cycle: a -> a. Take out one of these edges.");

    [Fact]
    public void AMissingParentIsNamed() => Refuses(
        WorkflowJson.Of("""{"id":"a","parents":["nobody"]}""", Ran),
        "made.json, task a: its parent nobody is no task of the workflow. Add the task nobody, or take the parent out.");

    [Fact]
    public void AMissingChildIsNamed() => Refuses(
        WorkflowJson.Of("""{"id":"a","parents":[],"children":["nobody"]}""", Ran),
        "made.json, task a: its child nobody is no task of the workflow. Add the task nobody, or take the child out.");

    [Fact]
    public void AFileWithoutRunTimesIsRefused() => Refuses(
        """{"schemaVersion":"1.5","workflow":{"specification":{"tasks":[{"id":"a","parents":[]}]}}}""",
        "made.json: it has no run times. Give the record of an execution: workflow.execution.tasks with id and runtimeInSeconds.");

    [Theory]
    [InlineData("")]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"id":"a","runtimeInSeconds":"1"}""")]
    public void ATaskWithoutARunTimeIsNamed(string runs) => Refuses(
        WorkflowJson.Of(A, runs),
        "made.json, task a: it has no run time. Give the record of an execution: workflow.execution.tasks with id and runtimeInSeconds.");

    [Fact]
    public void ATaskThatWasExecutedTwiceIsNamed() => Refuses(
        WorkflowJson.Of(A, $"{Ran},{Ran}"), "made.json, task a: it was executed twice. Leave one of its executions.");

    [Theory]
    [InlineData("7")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void AnExecutionOfAnotherKindHasNoRunTimes(string execution) => Refuses(
        """{"schemaVersion":"1.5","workflow":{"specification":{"tasks":[{"id":"a","parents":[]}]},"execution":""" + execution + "}}",
        "made.json: it has no run times. Give the record of an execution: workflow.execution.tasks with id and runtimeInSeconds.");

    [Fact]
    public void ACommandOfAnotherKindNamesNoProgram() =>
        Assert.Equal("a", WorkflowJson.Read(WorkflowJson.Of(A, """{"id":"a","runtimeInSeconds":1,"command":"split"}""")).Tasks[0].Program);

    [Fact]
    public void ANegativeRunTimeIsRefused() => Refuses(
        WorkflowJson.Of(A, """{"id":"a","runtimeInSeconds":-2}"""), "made.json, task a: its run time is -2. Give seconds from 0 on.");

    [Fact]
    public void RunTimesOfZeroAloneCannotBeScaled() => Refuses(
        WorkflowJson.Of(A, """{"id":"a","runtimeInSeconds":0}"""),
        "made.json: all run times are 0, so that nothing can be scaled. Give the record of an execution: workflow.execution.tasks with id and runtimeInSeconds.");

    [Fact]
    public void BrokenJsonIsFoundByItsLine()
    {
        var refused = Assert.Throws<WorkflowException>(() => WorkflowJson.Read("{\n  \"name\": \"made\",\n  ]\n}"));
        Assert.Equal("line 3, byte 3 is not JSON", refused.Rule);
        Assert.Null(refused.Task);
    }

    [Fact]
    public void OtherVersionsAreRefused() => Refuses(
        WorkflowJson.Of(A, Ran, version: "1.3"), "made.json: its schemaVersion is 1.3. Give a file in WfFormat 1.5.");

    [Fact]
    public void TwoTasksOfOneIdAreRefused() => Refuses(
        WorkflowJson.Of($"{A},{A}", Ran), "made.json, task a: two tasks have this id. Give each its own.");

    [Fact]
    public void AnExecutionOfAnUnknownTaskIsRefused() => Refuses(
        WorkflowJson.Of(A, Ran + """,{"id":"b","runtimeInSeconds":1}"""),
        "made.json, task b: it was executed but is not specified. Add it to workflow.specification.tasks, or take its execution out.");

    [Theory]
    [InlineData("[]", "made.json: it has no member schemaVersion where WfFormat has one. Give a file in WfFormat 1.5.")]
    [InlineData("{\"schemaVersion\":\"1.5\"}", "made.json: it has no member workflow where WfFormat has one. Give a file in WfFormat 1.5.")]
    [InlineData("{\"schemaVersion\":\"1.5\",\"workflow\":{\"specification\":{\"tasks\":[]}}}", "made.json: it has no tasks. Give a workflow with at least one.")]
    public void OtherJsonIsRefused(string text, string message) => Refuses(text, message);

    [Fact]
    public void AMissingFileIsNamed()
    {
        var refused = Assert.Throws<WorkflowException>(() => WorkflowFile.Read(Path.Combine(Path.GetTempPath(), "xcs-no-such-workflow.json")));
        Assert.StartsWith("xcs-no-such-workflow.json: it cannot be read.", refused.Message, StringComparison.Ordinal);
    }

    private static void Refuses(string text, string message) =>
        Assert.Equal(message, Assert.Throws<WorkflowException>(() => WorkflowJson.Read(text)).Message);
}
