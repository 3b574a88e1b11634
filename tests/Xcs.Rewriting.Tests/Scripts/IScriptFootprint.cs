namespace Xcs.Rewriting.Tests;

/// <summary>What a script claims.</summary>
internal interface IScriptFootprint
{
    void ReadNode(Row node);

    void WriteNode(Row node);

    void ReadOfNode(int attachment, Row node);

    void WriteOfNode(int attachment, Row node);

    void ReadOfEdge(int attachment, Row edge);

    void WriteOfEdge(int attachment, Row edge);

    void ReadEdge(Row edge);

    void ReadOut(Row node);

    void ReadIn(Row node);

    void LinkOut(Row node);

    void LinkIn(Row node);

    void DeleteEdge(Link edge);

    void DeleteNode(Row node);

    void ReadPort(Row node, int port);

    void WritePort(Row node, int port);

    void Create(int nodes, int edges);
}
