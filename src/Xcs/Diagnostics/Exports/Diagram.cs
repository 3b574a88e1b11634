namespace Xcs.Diagnostics.Exports;

/// <summary>What a picture of a plan shows, whatever it is drawn with: boxes in columns from left to right, and edges between them.</summary>
/// <param name="Title">The name of the graph.</param>
/// <param name="Subtitle">Its figures.</param>
/// <param name="Columns">The captions of the columns; empty for given values, which are in no wave.</param>
/// <param name="Boxes">In the order in which they were made; edges name them by place.</param>
/// <param name="Edges">Each pair of boxes at most once, order alone apart from values. They never lead to an earlier column.</param>
internal sealed record Diagram(string Title, string Subtitle, IReadOnlyList<string> Columns, IReadOnlyList<DiagramBox> Boxes, IReadOnlyList<DiagramEdge> Edges);

/// <param name="Column">The column, from 0 on.</param>
/// <param name="Name">The first line.</param>
/// <param name="Detail">The second line.</param>
/// <param name="Tip">What there is to say beyond the two.</param>
/// <param name="Kind">What the nodes do; it decides the shape.</param>
/// <param name="IsCritical">Whether a node of the box is on the critical path.</param>
/// <param name="Bodies">The sub-graphs of a control node.</param>
internal sealed record DiagramBox(int Column, string Name, string Detail, string Tip, OperatorKind Kind, bool IsCritical, IReadOnlyList<Diagram> Bodies)
{
    public bool IsGiven => Kind is OperatorKind.Argument or OperatorKind.Constant;

    /// <summary>Whether it holds no worker while it runs.</summary>
    public bool IsWaiting => Kind is OperatorKind.Asynchronous or OperatorKind.Blocking;
}

/// <param name="From">The box that it starts at.</param>
/// <param name="To">The box that it leads to.</param>
/// <param name="Count">How many edges of the graph it stands for.</param>
/// <param name="IsOrder">Whether it carries order alone, and no value.</param>
/// <param name="IsCritical">Whether it is on the critical path.</param>
internal sealed record DiagramEdge(int From, int To, int Count, bool IsOrder, bool IsCritical);
