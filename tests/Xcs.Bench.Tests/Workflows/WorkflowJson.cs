namespace Xcs.Bench.Tests;

/// <summary>Small workflow files, made for one test each.</summary>
internal sealed class WorkflowJson : IDisposable
{
    /// <summary>The file that reading and errors name.</summary>
    public const string Name = "made.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xcs-workflow-");

    private WorkflowJson(string text) => File.WriteAllText(Path, text);

    public string Path => System.IO.Path.Combine(_folder.FullName, Name);

    /// <summary>A diamond whose tasks stand in an order in which they could not run.</summary>
    public static string Diamond => Of(
        """{"id":"d","parents":["b","c"],"children":[]},{"id":"a","parents":[],"children":["b","c"]},{"id":"b","parents":["a"],"children":["d"]},{"id":"c","parents":["a"],"children":["d"]}""",
        """{"id":"a","runtimeInSeconds":1,"command":{"program":"split"}},{"id":"b","runtimeInSeconds":2.5},{"id":"c","runtimeInSeconds":0.5},{"id":"d","runtimeInSeconds":0}""");

    public static string Of(string tasks, string runs, string version = "1.5") =>
        "{\"name\":\"made\",\"schemaVersion\":\"" + version + "\",\"workflow\":{\"specification\":{\"tasks\":[" + tasks + "]},\"execution\":{\"tasks\":[" + runs + "]}}}";

    public static Workflow Read(string text)
    {
        using var file = new WorkflowJson(text);
        return WorkflowFile.Read(file.Path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
