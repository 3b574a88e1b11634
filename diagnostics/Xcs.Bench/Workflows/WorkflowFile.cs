using System.Text.Json;

namespace Xcs.Bench;

/// <summary>
/// Reads a workflow in WfFormat 1.5, the JSON of WfCommons (Coleman et al., "WfCommons: A Framework for Enabling Scientific Workflow Research
/// and Development", FGCS 2022): <c>workflow.specification.tasks</c> has the edges, <c>workflow.execution.tasks</c> the run times.
/// </summary>
internal sealed class WorkflowFile
{
    private const string SupportedVersion = "1.5";

    private readonly string _file;
    private readonly List<string> _ids = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<HashSet<int>> _parents = [];

    private WorkflowFile(string file) => _file = file;

    /// <exception cref="WorkflowException">The file is missing, is no such JSON, or describes no workflow that can run.</exception>
    public static Workflow Read(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return new WorkflowFile(file).Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new WorkflowException(file, null, $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} is not JSON", "Mend the syntax there, or fetch the file again.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WorkflowException(file, null, "it cannot be read", exception.Message, exception);
        }
    }

    private Workflow Read(JsonElement root)
    {
        var version = Text(Member(root, "schemaVersion", null), "schemaVersion", null);
        if (version != SupportedVersion)
            throw Refuse(null, $"its schemaVersion is {version}", $"Give a file in WfFormat {SupportedVersion}.");

        var workflow = Member(root, "workflow", null);
        var specified = Array(Member(Member(workflow, "specification", null), "tasks", null), "specification.tasks", null);
        if (specified.Length == 0)
            throw Refuse(null, "it has no tasks", "Give a workflow with at least one.");
        foreach (var task in specified)
            AddTask(task);
        foreach (var task in specified)
            AddEdges(task);

        var (runtimes, programs) = Execution(workflow);
        var order = WorkflowOrder.Sort(_parents);
        if (order.Length < _ids.Count)
        {
            string[] cycle = [.. WorkflowOrder.Cycle(_parents, order).Select(task => _ids[task])];
            throw Refuse(cycle[0], $"tasks wait for each other in a cycle: {string.Join(" -> ", cycle)} -> {cycle[0]}", "Take out one of these edges.");
        }

        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = place;
        return new Workflow(
            root.TryGetProperty("name", out var name) ? name.ToString() : _file,
            [.. order.Select(task => new WorkflowTask(_ids[task], programs[task], runtimes[task], [.. _parents[task].Select(parent => places[parent]).Order()]))]);
    }

    private void AddTask(JsonElement task)
    {
        var id = Text(Member(task, "id", null), "id", null);
        if (!_numbers.TryAdd(id, _ids.Count))
            throw Refuse(id, "two tasks have this id", "Give each its own.");
        _ids.Add(id);
        _parents.Add([]);
    }

    // Edges stand in the file twice, with the parent and with the child.
    private void AddEdges(JsonElement task)
    {
        var id = task.GetProperty("id").GetString()!;
        foreach (var parent in Array(Member(task, "parents", id), "parents", id))
            _parents[_numbers[id]].Add(Known(parent, id, "parent"));
        if (!task.TryGetProperty("children", out var children))
            return;
        foreach (var child in Array(children, "children", id))
            _parents[Known(child, id, "child")].Add(_numbers[id]);
    }

    private int Known(JsonElement other, string id, string role)
    {
        var name = Text(other, role, id);
        return _numbers.TryGetValue(name, out var number)
            ? number
            : throw Refuse(id, $"its {role} {name} is no task of the workflow", $"Add the task {name}, or take the {role} out.");
    }

    private (TimeSpan[] Runtimes, string[] Programs) Execution(JsonElement workflow)
    {
        const string Mend = "Give the record of an execution: workflow.execution.tasks with id and runtimeInSeconds.";
        if (Optional(Optional(workflow, "execution"), "tasks") is not { } tasks)
            throw Refuse(null, "it has no run times", Mend);

        var runtimes = new TimeSpan[_ids.Count];
        var programs = _ids.ToArray();
        var known = new bool[_ids.Count];
        foreach (var task in Array(tasks, "execution.tasks", null))
        {
            var id = Text(Member(task, "id", null), "id", null);
            if (!_numbers.TryGetValue(id, out var number))
                throw Refuse(id, "it was executed but is not specified", "Add it to workflow.specification.tasks, or take its execution out.");
            if (known[number])
                throw Refuse(id, "it was executed twice", "Leave one of its executions.");
            if (Optional(task, "runtimeInSeconds") is not { ValueKind: JsonValueKind.Number } runtime)
                throw Refuse(id, "it has no run time", Mend);
            if (runtime.GetDouble() is not (>= 0 and < 1e9))
                throw Refuse(id, $"its run time is {runtime}", "Give seconds from 0 on.");
            runtimes[number] = TimeSpan.FromSeconds(runtime.GetDouble());
            known[number] = true;
            if (Optional(Optional(task, "command"), "program") is { } program)
                programs[number] = program.ToString();
        }

        if (System.Array.IndexOf(known, false) is var missing and >= 0)
            throw Refuse(_ids[missing], "it has no run time", Mend);
        if (System.Array.TrueForAll(runtimes, runtime => runtime == TimeSpan.Zero))
            throw Refuse(null, "all run times are 0, so that nothing can be scaled", Mend);
        return (runtimes, programs);
    }

    private static JsonElement? Optional(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member) ? member : null;

    private JsonElement Member(JsonElement element, string name, string? task) =>
        Optional(element, name) ?? throw Refuse(task, $"it has no member {name} where WfFormat has one", $"Give a file in WfFormat {SupportedVersion}.");

    private JsonElement[] Array(JsonElement element, string name, string? task) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : throw Refuse(task, $"{name} is no array", $"Give a file in WfFormat {SupportedVersion}.");

    private string Text(JsonElement element, string name, string? task) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Refuse(task, $"{name} is no text", $"Give a file in WfFormat {SupportedVersion}.");

    private WorkflowException Refuse(string? task, string rule, string mend) => new(_file, task, rule, mend);
}
