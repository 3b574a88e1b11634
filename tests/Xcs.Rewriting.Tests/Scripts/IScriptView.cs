namespace Xcs.Rewriting.Tests;

/// <summary>What a script reads. Attachments go by their number in the <see cref="Kit"/>, values are bytes.</summary>
internal interface IScriptView
{
    Row? Portal { get; }

    bool Exists(Row node);

    int TypeOf(Row node);

    List<Link> Out(Row node, int type = 0);

    List<Link> In(Row node, int type = 0);

    byte[]? OfNode(int attachment, Row node);

    byte[]? OfEdge(int attachment, Row edge);
}
