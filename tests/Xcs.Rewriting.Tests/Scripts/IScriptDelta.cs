namespace Xcs.Rewriting.Tests;

/// <summary>What a script writes.</summary>
internal interface IScriptDelta
{
    Row CreateNode(int type);

    Row CreateEdge(int type, Row from, Row to);

    void DeleteNode(Row node);

    void DeleteEdge(Link edge);

    void SetType(Row node, int type);

    void SetOfNode(int attachment, Row node, byte[] value);

    void SetOfEdge(int attachment, Row edge, byte[] value);

    void RemoveOfNode(int attachment, Row node);

    void RemoveOfEdge(int attachment, Row edge);

    void Enqueue(int rule, Row node);

    void CreateWarp(string name, Row portal);
}
