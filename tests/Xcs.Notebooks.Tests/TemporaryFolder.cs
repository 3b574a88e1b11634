namespace Xcs.Notebooks.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("xcs-notebooks-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
