using Xcs.Notebooks.Scripting;

namespace Xcs.Notebooks.Tests.Scripting;

[Collection(nameof(Console))]
public sealed class CellSessionTests
{
    [Fact]
    public async Task ATrailingExpressionIsTheResult()
    {
        var outputs = await Run("1 + 1");

        Assert.Equal(CellOutput.Result, Assert.Single(outputs).Kind);
        Assert.Equal("2", outputs[0].Forms["text/plain"]);
    }

    [Theory]
    [InlineData("var a = 1;")]
    [InlineData("1.ToString();")]
    [InlineData("static void F() { }\nF()")]
    [InlineData("")]
    public async Task WithoutAValueAtItsEndACellHasNoResult(string source) => Assert.Empty(await Run(source));

    [Fact]
    public async Task AResultMayBeNull() => Assert.Equal("<null>", Assert.Single(await Run("(string)null")).Forms["text/plain"]);

    [Fact]
    public async Task CellsSeeWhatEarlierOnesDeclared()
    {
        var outputs = await Run("using System.Numerics;\nint Twice(int x) => 2 * x;\nrecord Pair(int A, int B);", "Twice(new Pair(20, 1).A) + (int)BigInteger.One + 1");

        Assert.Equal("42", outputs[0].Forms["text/plain"]);
    }

    [Fact]
    public async Task ACellMayAwait() => Assert.Equal("5", (await Run("await Task.FromResult(5)"))[0].Forms["text/plain"]);

    [Fact]
    public async Task OutputsKeepTheirOrderAndConsoleTextIsJoined()
    {
        var outputs = await Run("Console.Write(1);\nConsole.WriteLine(\" one\");\ndisplay(2);\nConsole.WriteLine(\"three\");\n4");

        Assert.Equal(["1 one\n", "2", "three\n", "4"], outputs.Select(static output => output.Forms.Values.Single()));
    }

    [Fact]
    public async Task ADisplayedValueCanBeReplaced() =>
        Assert.Equal("done", Assert.Single(await Run("var shown = display(\"at work\");\nshown.Update(\"done\");")).Forms["text/plain"]);

    [Fact]
    public async Task HtmlIsShownAsItIs() => Assert.Equal("<b>b</b>", (await Run("HTML(\"<b>b</b>\")"))[0].Forms["text/html"]);

    [Fact]
    public async Task SequencesAreTables()
    {
        var forms = (await Run("new[] { \"a<b\", null }"))[0].Forms;

        Assert.Equal("[ a<b, <null> ]", forms["text/plain"]);
        Assert.Contains("<td>0</td><td><pre>a&lt;b</pre></td>", forms["text/html"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1", "cell 1, line 1: this runner does not know '#!fsharp'")]
    [InlineData("int a = 1;\nint b = q;", "cell 1, line 2: CS0103")]
    [InlineData("\n#r \"no-such.dll\"", "cell 1, line 2: there is no")]
    [InlineData("int F() =>\n  throw new InvalidOperationException(\"why\");\nF();", "cell 1, line 2: System.InvalidOperationException: why")]
    [InlineData("await Task.Run(() =>\n{\n  throw new TimeoutException();\n});", "cell 1, line 3: System.TimeoutException")]
    public async Task AFailureNamesCellAndLine(string source, string message) =>
        Assert.StartsWith(message, (await Assert.ThrowsAsync<NotebookException>(() => Run(source))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task APackageOfThisRepositoryIsTakenFromItsBuild()
    {
        var outputs = await Run("#!csharp\n#r \"nuget: Xcs\"\nusing Xcs;\nGraph.Jit((Traced<int> x) => x + 1).Invoke(41)");

        Assert.Equal("42", outputs[0].Forms["text/plain"]);
    }

    [Fact]
    public async Task ARegionIsNoReference() =>
        Assert.Equal("2", (await Run("#region numbers\n1 + 1\n#endregion"))[0].Forms["text/plain"]);

    // The outputs of the last cell.
    private static async Task<IReadOnlyList<CellOutput>> Run(params string[] sources)
    {
        var notebook = TestNotebook.Of(sources);
        using var session = new CellSession(Path.Combine(TestNotebook.Root, "notebooks", "test.ipynb"));
        IReadOnlyList<CellOutput> outputs = [];
        foreach (var cell in notebook.CodeCells)
            outputs = await session.RunAsync(cell, TestContext.Current.CancellationToken);
        return outputs;
    }
}
