using Xcs.Notebooks.Scripting;

namespace Xcs.Notebooks.Tests.Scripting;

[Collection(nameof(Console))]
public sealed class PackageRestoreTests
{
    [Fact]
    public async Task APackageOfTheRegistryCanBeUsed()
    {
        var outputs = await Run("#r \"nuget: Polly.Core, 8.9.1\"\nnew Polly.ResiliencePipelineBuilder().Build().Execute(() => 42)");

        Assert.Equal("42", outputs[0].Forms["text/plain"]);
    }

    [Theory]
    [InlineData("Xcs.No.Such.Package, 1.0.0", "'Xcs.No.Such.Package' 1.0.0")]
    [InlineData("Polly.Core, 0.0.0-none", "'Polly.Core' 0.0.0-none")]
    [InlineData("no<such&\\", "'no<such&\\' *")]
    public async Task APackageThatDoesNotExistIsSaidWithCellAndLine(string package, string name)
    {
        var error = await Assert.ThrowsAsync<NotebookException>(() => Run($"\n#r \"nuget: {package}\""));

        Assert.StartsWith($"cell 1, line 2: the package {name} cannot be restored: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("NU1", error.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CellOutput>> Run(string source)
    {
        using var session = new CellSession("test.ipynb");
        try
        {
            return await session.RunAsync(TestNotebook.Of(source).CodeCells[0], TestContext.Current.CancellationToken);
        }
        catch (NotebookException error) when (error.Message.Contains("NU1301", StringComparison.Ordinal))
        {
            Assert.Skip($"there is no package registry: {error.Message}");
            throw;
        }
    }
}
