using System.Text.Json;

namespace Xcs.Tests.Diagnostics.Exports;

/// <summary>
/// A strict reader of the Trace Event Format (Google, "Trace Event Format", 2016) for what Xcs writes of it: knows every property that an
/// event of its phase must and may have, and binds flow events as Perfetto does: to the slice that is open on their thread when events are
/// taken by time, those of one moment in the order of the file.
/// </summary>
internal sealed class TraceFormat
{
    private static readonly Dictionary<string, (string[] Must, string[] May)> Phases = new()
    {
        ["M"] = (["name", "ph", "pid", "tid", "args"], []),
        ["X"] = (["name", "ph", "cat", "pid", "tid", "ts", "dur"], ["args"]),
        ["b"] = (["name", "ph", "cat", "pid", "tid", "ts", "id"], ["args"]),
        ["e"] = (["name", "ph", "cat", "pid", "tid", "ts", "id"], ["args"]),
        ["s"] = (["name", "ph", "cat", "pid", "tid", "ts", "id"], []),
        ["f"] = (["name", "ph", "cat", "pid", "tid", "ts", "id", "bp"], []),
        ["C"] = (["name", "ph", "pid", "tid", "ts", "args"], []),
    };

    private TraceFormat(JsonElement root)
    {
        Assert.Equal(["displayTimeUnit", "otherData", "traceEvents"], root.EnumerateObject().Select(static property => property.Name).Order());
        Assert.Contains(root.GetProperty("displayTimeUnit").GetString(), (string[])["ms", "ns"]);
        Events = [.. root.GetProperty("traceEvents").EnumerateArray().Select(static e => e.Clone())];
        foreach (var e in Events)
            CheckProperties(e);
        CheckNames();
        CheckNesting();
        CheckAsynchronous();
        CheckCounters();
        Flows = Bind();
    }

    public IReadOnlyList<JsonElement> Events { get; }

    /// <summary>The slices that the arrows lead from and to.</summary>
    public IReadOnlyList<(JsonElement From, JsonElement To, string Name)> Flows { get; }

    public IEnumerable<JsonElement> Nodes => Events.Where(static e => Phase(e) is "X" or "b" && Text(e, "cat") == "node");

    public static TraceFormat Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new TraceFormat(document.RootElement);
    }

    public static string Phase(JsonElement e) => Text(e, "ph");

    public static string Text(JsonElement e, string property) => e.GetProperty(property).GetString()!;

    public static int Argument(JsonElement e, string name, int otherwise) =>
        e.GetProperty("args").TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    public static decimal Start(JsonElement e) => e.GetProperty("ts").GetDecimal();

    public static decimal End(JsonElement e) => Start(e) + e.GetProperty("dur").GetDecimal();

    /// <summary>The run, the execution of a graph in it, and the node.</summary>
    public static (int Run, int Activation, int Node) Identity(JsonElement e) => (Argument(e, "run", 0), Argument(e, "activation", 0), Argument(e, "node", -1));

    private static int Thread(JsonElement e) => e.GetProperty("tid").GetInt32();

    private static void CheckProperties(JsonElement e)
    {
        var names = e.EnumerateObject().Select(static property => property.Name).ToArray();
        Assert.Equal(names.Distinct(), names);
        var (must, may) = Assert.Contains(Phase(e), (IReadOnlyDictionary<string, (string[] Must, string[] May)>)Phases);
        Assert.Empty(must.Except(names));
        Assert.Empty(names.Except(must).Except(may));
        Assert.Equal(JsonValueKind.String, e.GetProperty("name").ValueKind);
        Assert.True(e.GetProperty("pid").GetInt32() > 0);
        Assert.True(Thread(e) >= 0);
        foreach (var time in (string[])["ts", "dur"])
        {
            if (names.Contains(time))
                Assert.True(e.GetProperty(time).GetDecimal() >= 0);
        }

        if (names.Contains("bp"))
            Assert.Equal("e", Text(e, "bp"));
    }

    private void CheckNames()
    {
        var metadata = Events.Where(static e => Phase(e) == "M").ToArray();
        Assert.Equal(Events.Take(metadata.Length), metadata);
        foreach (var e in metadata)
        {
            var isNumber = Text(e, "name") is "thread_sort_index" or "process_sort_index";
            Assert.True(isNumber || Text(e, "name") is "thread_name" or "process_name");
            var value = Assert.Single(e.GetProperty("args").EnumerateObject());
            Assert.Equal(isNumber ? ("sort_index", JsonValueKind.Number) : ("name", JsonValueKind.String), (value.Name, value.Value.ValueKind));
        }

        Assert.Single(metadata, static e => Text(e, "name") == "process_name");
        var named = metadata.Where(static e => Text(e, "name") == "thread_name").Select(Thread).ToArray();
        Assert.Equal(named.Distinct(), named);
        Assert.Equal(named, metadata.Where(static e => Text(e, "name") == "thread_sort_index").Select(Thread));
        Assert.Equal(named.Order(), Events.Where(static e => Phase(e) is "X" or "b").Select(Thread).Distinct().Order());
    }

    private void CheckNesting()
    {
        foreach (var thread in Events.Where(static e => Phase(e) == "X").GroupBy(Thread))
        {
            var open = new Stack<decimal>();
            foreach (var slice in thread.OrderBy(Start))
            {
                while (open.TryPeek(out var end) && end <= Start(slice))
                    open.Pop();
                Assert.True(!open.TryPeek(out var around) || End(slice) <= around, $"{slice} ends after the slice around it");
                open.Push(End(slice));
            }
        }
    }

    private void CheckAsynchronous()
    {
        foreach (var track in Events.Where(static e => Phase(e) is "b" or "e").GroupBy(static e => (Text(e, "cat"), Text(e, "id"))))
        {
            Assert.Equal(["b", "e"], track.Select(Phase));
            Assert.True(Start(track.First()) <= Start(track.Last()));
            Assert.Equal(Text(track.First(), "name"), Text(track.Last(), "name"));
        }
    }

    private void CheckCounters()
    {
        foreach (var counter in Events.Where(static e => Phase(e) == "C").GroupBy(static e => Text(e, "name")))
        {
            Assert.All(counter, static e => Assert.True(Argument(e, "count", -1) >= 0));
            Assert.True(counter.Zip(counter.Skip(1), static (a, b) => Start(a) < Start(b)).All(static inOrder => inOrder));
            Assert.Equal(0, Argument(counter.Last(), "count", -1));
        }
    }

    private List<(JsonElement From, JsonElement To, string Name)> Bind()
    {
        var bound = new Dictionary<(string, string, int), (JsonElement Slice, decimal At)>();
        var flows = new List<(JsonElement From, JsonElement To, string Name)>();
        var threads = new Dictionary<int, Stack<JsonElement>>();
        foreach (var e in Events.Where(static e => Phase(e) is "X" or "s" or "f").OrderBy(Start))
        {
            if (!threads.TryGetValue(Thread(e), out var open))
                threads.Add(Thread(e), open = []);
            if (Phase(e) == "X")
            {
                while (open.TryPeek(out var last) && End(last) <= Start(e))
                    open.Pop();
                open.Push(e);
                continue;
            }

            Assert.True(open.TryPeek(out var slice), $"{e} is in no slice");
            Assert.True(Start(slice) <= Start(e) && Start(e) <= End(slice), $"{e} is outside of {slice}");
            var key = (Text(e, "cat"), Text(e, "name"), e.GetProperty("id").GetInt32());
            if (Phase(e) == "s")
            {
                bound.Add(key, (slice, Start(e)));
                continue;
            }

            Assert.True(bound.Remove(key, out var from), $"{e} has no start before it");
            Assert.True(from.At <= Start(e));
            flows.Add((from.Slice, slice, key.Item2));
        }

        Assert.Empty(bound);
        return flows;
    }
}
