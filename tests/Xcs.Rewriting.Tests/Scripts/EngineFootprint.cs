namespace Xcs.Rewriting.Tests;

internal sealed class EngineFootprint(EngineKit kit, Footprint footprint) : IScriptFootprint
{
    public void ReadNode(Row node) => footprint.Read(EngineView.Node(node));

    public void WriteNode(Row node) => footprint.Write(EngineView.Node(node));

    public void ReadOfNode(int attachment, Row node) => footprint.Read(kit[attachment].Attachment, EngineView.Node(node));

    public void WriteOfNode(int attachment, Row node) => footprint.Write(kit[attachment].Attachment, EngineView.Node(node));

    public void ReadOfEdge(int attachment, Row edge) => footprint.Read(kit[attachment].Attachment, EngineView.Edge(edge));

    public void WriteOfEdge(int attachment, Row edge) => footprint.Write(kit[attachment].Attachment, EngineView.Edge(edge));

    public void ReadEdge(Row edge) => footprint.Read(EngineView.Edge(edge));

    public void ReadOut(Row node) => footprint.ReadOut(EngineView.Node(node));

    public void ReadIn(Row node) => footprint.ReadIn(EngineView.Node(node));

    public void LinkOut(Row node) => footprint.LinkOut(EngineView.Node(node));

    public void LinkIn(Row node) => footprint.LinkIn(EngineView.Node(node));

    public void DeleteEdge(Link edge) => footprint.Delete(EngineView.Edge(edge));

    public void DeleteNode(Row node) => footprint.Delete(EngineView.Node(node));

    public void ReadPort(Row node, int port) => footprint.ReadPort(EngineView.Node(node), port);

    public void WritePort(Row node, int port) => footprint.WritePort(EngineView.Node(node), port);

    public void Create(int nodes, int edges) => footprint.Create(nodes, edges);
}
