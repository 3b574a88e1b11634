namespace Xcs.Rewriting.Tests;

internal sealed class EngineDelta(EngineKit kit, Delta delta) : IScriptDelta
{
    public Row CreateNode(int type) => EngineView.Row(delta.CreateNode(new NodeType((ushort)type)));

    public Row CreateEdge(int type, Row from, Row to)
    {
        var edge = delta.CreateEdge(new EdgeType((ushort)type), EngineView.Node(from), EngineView.Node(to));
        return new Row(edge.Warp.Value, edge.Index);
    }

    public void DeleteNode(Row node) => delta.Delete(EngineView.Node(node));

    public void DeleteEdge(Link edge) => delta.Delete(EngineView.Edge(edge.Id));

    public void SetType(Row node, int type) => delta.SetType(EngineView.Node(node), new NodeType((ushort)type));

    public void SetOfNode(int attachment, Row node, byte[] value) => kit[attachment].Set(delta, EngineView.Node(node), value);

    public void SetOfEdge(int attachment, Row edge, byte[] value) => kit[attachment].Set(delta, EngineView.Edge(edge), value);

    public void RemoveOfNode(int attachment, Row node) => delta.Remove(kit[attachment].Attachment, EngineView.Node(node));

    public void RemoveOfEdge(int attachment, Row edge) => delta.Remove(kit[attachment].Attachment, EngineView.Edge(edge));

    public void Enqueue(int rule, Row node) => delta.Enqueue(kit.Rules[rule], EngineView.Node(node));

    public void CreateWarp(string name, Row portal) => delta.CreateWarp(name, EngineView.Node(portal));
}
