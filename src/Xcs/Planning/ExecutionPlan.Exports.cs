using Xcs.Diagnostics.Exports;
using Xcs.Diagnostics.Exports.Svg;
using Xcs.Planning;

namespace Xcs;

public sealed partial class ExecutionPlan
{
    /// <summary>The costs of bodies, where they are measured.</summary>
    internal IReadOnlyDictionary<DataflowGraph, CostTable> BodyCosts { get; init; } = new Dictionary<DataflowGraph, CostTable>();

    /// <summary>
    /// The plan as an SVG picture: waves as columns, nodes as boxes with name, id and known cost, bodies of control nodes inside theirs; values
    /// lead along curves, order alone along dashed ones. The critical path is marked where costs are known. Pictures of more than 200 boxes
    /// leave bodies out, and larger graphs are folded by operator and wave, with counts. The same plan gives the same text.
    /// </summary>
    /// <remarks>Legible on light and dark; several may stand in one HTML page, as the text has no ids and its style is about pictures of plans alone.</remarks>
    public string ToSvg() => SvgDiagram.Write(this);

    /// <summary>The plan in the DOT language of Graphviz, with what <see cref="ToSvg"/> shows. The same plan gives the same text.</summary>
    public string ToDot() => DotWriter.Write(PlanDiagram.Of(this));

    /// <summary>The plan as a Mermaid flowchart, for Markdown pages, with what <see cref="ToSvg"/> shows. The same plan gives the same text.</summary>
    public string ToMermaid() => MermaidWriter.Write(PlanDiagram.Of(this));

    /// <summary>The plan of a body of one of the graph's control nodes, without passes.</summary>
    internal ExecutionPlan OfBody(DataflowGraph body) => new(body, WaveTable.Of(body), BodyCosts.GetValueOrDefault(body)) { BodyCosts = BodyCosts };

    /// <summary>The same plan, in whose pictures the nodes of bodies have costs of their own.</summary>
    internal ExecutionPlan WithBodyCosts(IReadOnlyDictionary<DataflowGraph, CostTable> costs) => new(Graph, Table, _costs) { BodyCosts = costs };
}
