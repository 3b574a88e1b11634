using Xcs.Diagnostics;

namespace Xcs;

public sealed partial class ExecutionPlan
{
    /// <summary>
    /// The plan as an SVG picture: waves as columns, nodes as boxes with name, id and known cost; values lead along curves, order alone along
    /// dotted ones. The critical path is marked where costs are known. Graphs of more than 200 nodes are folded by wave and operator, with counts.
    /// The same plan gives the same text.
    /// </summary>
    public string ToSvg() => SvgWriter.Write(this);
}
