namespace Xcs.Notebooks.Tests;

[Collection(nameof(Console))]
public sealed class NotebookJobTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task OutputsAreWrittenInPlaceAndThenTheCheckPasses()
    {
        using var folder = new TemporaryFolder();
        var file = TestNotebook.File(folder, "var x = 20;\nConsole.WriteLine(x);", "x * 2 + 2");

        Assert.Equal(0, await Run(file, check: false));
        var written = Notebook.Read(file.FullName);
        Assert.Equal("20\n", written.CodeCells[0].Outputs[0].Forms["stdout"]);
        Assert.Equal("42", written.CodeCells[1].Outputs[0].Forms["text/plain"]);
        Assert.Equal(0, await Run(file, check: true));
    }

    [Fact]
    public async Task ACheckWritesNothingAndNamesEachDifference()
    {
        using var folder = new TemporaryFolder();
        var file = TestNotebook.File(folder, "1 + 1");
        await Run(file, check: false);
        var changed = (await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken)).Replace("1 + 1", "1 + 2", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file.FullName, changed, TestContext.Current.CancellationToken);

        Assert.Equal(1, await Run(file, check: true));

        Assert.Contains("""test.ipynb: cell 1, output 1, text/plain, line 1: "3", "2" in the notebook""", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(changed, await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ABrokenCellFailsWithCellAndLineAndLeavesTheFileAsItWas()
    {
        using var folder = new TemporaryFolder();
        var file = TestNotebook.File(folder, "var zero = 0;", "// nothing here\n\nvar y = 1 / zero;", "Console.WriteLine(\"not reached\");");
        var before = await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken);

        Assert.Equal(1, await Run(file, check: false));

        Assert.StartsWith("test.ipynb: cell 2, line 3: System.DivideByZeroException", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ACellThatMeasuresIsComparedByKindAlone()
    {
        using var folder = new TemporaryFolder();
        var json = TestNotebook.Json("Environment.TickCount64");
        json["cells"]![0]!["metadata"]!["tags"] = new System.Text.Json.Nodes.JsonArray("measured");
        var file = new FileInfo(Path.Combine(folder.Path, "test.ipynb"));
        await File.WriteAllTextAsync(file.FullName, json.ToJsonString(), TestContext.Current.CancellationToken);
        await Run(file, check: false);
        var text = (await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken)).Replace("Environment.TickCount64", "1", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file.FullName, text, TestContext.Current.CancellationToken);

        Assert.Equal(0, await Run(file, check: true));

        await File.WriteAllTextAsync(file.FullName, text.Replace("\"1\"", "\"new[] { 1 }\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(1, await Run(file, check: true));
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    public static TheoryData<string> Committed =>
        [.. Directory.GetFiles(Path.Combine(TestNotebook.Root, "notebooks"), "*.ipynb").Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Committed))]
    public async Task ACommittedNotebookGivesTheOutputsThatItHolds(string name)
    {
        var exitCode = await Run(new FileInfo(Path.Combine(TestNotebook.Root, "notebooks", name)), check: true);

        Assert.True(exitCode == 0, _errors.ToString());
    }

    private Task<int> Run(FileInfo file, bool check) => NotebookJob.RunAsync([file], check, _output, _errors, TestContext.Current.CancellationToken);
}
