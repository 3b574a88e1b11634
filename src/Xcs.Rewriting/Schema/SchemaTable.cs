using System.Text;

namespace Xcs.Rewriting;

/// <summary>The types, attachments and rules of a world, by name and number.</summary>
internal sealed class SchemaTable : IDisposable
{
    private readonly Dictionary<string, ushort> _nodeTypes = [];
    private readonly Dictionary<string, ushort> _edgeTypes = [];
    private readonly Dictionary<string, Attachment> _attachments = [];

    public SchemaTable()
    {
        Shapes.Add(new TableShape(TableKind.Nodes, 0, null));
        Shapes.Add(new TableShape(TableKind.Edges, 1, null));
    }

    public List<string> NodeTypeNames { get; } = [];

    public List<string> EdgeTypeNames { get; } = [];

    public List<Attachment> Attachments { get; } = [];

    public bool HasEdgeAttachments { get; private set; }

    public List<TableShape> Shapes { get; } = [];

    /// <summary>Grows with every definition.</summary>
    public int Version => NodeTypeNames.Count + EdgeTypeNames.Count + Attachments.Count;

    public NodeType NodeType(string name) => new(Define(name, "node type", _nodeTypes, NodeTypeNames));

    public EdgeType EdgeType(string name) => new(Define(name, "edge type", _edgeTypes, EdgeTypeNames));

    public Attachment? Find(string name) => _attachments.GetValueOrDefault(name);

    public void Add(Attachment attachment)
    {
        RequireName(attachment.Name, "attachment");
        _attachments.Add(attachment.Name, attachment);
        Attachments.Add(attachment);
        HasEdgeAttachments |= attachment.IsOfEdges;
        Shapes.Add(new TableShape(attachment.Kind, attachment.Table, attachment));
    }

    /// <summary>The program has said what type an attachment known from a ledger has.</summary>
    public void Replace(Attachment untyped, Attachment typed)
    {
        _attachments[typed.Name] = typed;
        Attachments[Attachments.IndexOf(untyped)] = typed;
        Shapes[typed.Table].Attachment = typed;
    }

    public void Dispose()
    {
        foreach (var shape in Shapes)
            shape.Dispose();
    }

    public static void RequireName(string name, string what)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new RewritingException(Fault.BadArgument, $"the name of the {what} is empty", "Give it a name of its own.");
        if (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) != name)
            throw new RewritingException(Fault.BadArgument, $"the name of the {what} has half a surrogate pair", "Use names that UTF-8 can write.");
    }

    private static ushort Define(string name, string what, Dictionary<string, ushort> known, List<string> names)
    {
        RequireName(name, what);
        if (known.TryGetValue(name, out var number))
            return number;
        if (names.Count == ushort.MaxValue)
            throw new RewritingException(Fault.Exhausted, $"a world has at most {ushort.MaxValue} {what}s", "Use an attachment to tell things apart.", $"{what} {name}");
        names.Add(name);
        known.Add(name, (ushort)names.Count);
        return (ushort)names.Count;
    }
}
