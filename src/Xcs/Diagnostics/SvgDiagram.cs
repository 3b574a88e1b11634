namespace Xcs.Diagnostics;

/// <summary>What a picture of a plan shows: boxes in columns from left to right, and edges between them.</summary>
/// <param name="Title">The line above the picture.</param>
/// <param name="Columns">The captions of the columns.</param>
/// <param name="Boxes">In the order in which they were made; edges name them by place.</param>
/// <param name="Edges">Each pair of boxes at most once, those of effects apart from those of data.</param>
internal sealed record SvgDiagram(string Title, IReadOnlyList<string> Columns, IReadOnlyList<SvgBox> Boxes, IReadOnlyList<SvgEdge> Edges);

/// <param name="Column">The column, from 0 on.</param>
/// <param name="Name">The first line; cut off where it is long.</param>
/// <param name="Detail">The second line.</param>
/// <param name="Tip">What a pointer over the box shows.</param>
/// <param name="Kind">What the nodes do; it decides the shape.</param>
/// <param name="IsCritical">Whether a node of the box is on the critical path.</param>
internal sealed record SvgBox(int Column, string Name, string Detail, string Tip, OperatorKind Kind, bool IsCritical);

/// <param name="From">The box on the left.</param>
/// <param name="To">The box on the right.</param>
/// <param name="Count">How many edges of the graph it stands for.</param>
/// <param name="IsOrder">Whether it carries order alone, and no value.</param>
/// <param name="IsCritical">Whether it is on the critical path.</param>
internal sealed record SvgEdge(int From, int To, int Count, bool IsOrder, bool IsCritical);
