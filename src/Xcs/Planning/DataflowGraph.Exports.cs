namespace Xcs;

public sealed partial class DataflowGraph
{
    /// <summary>The graph as it is, without passes, as an SVG picture; see <see cref="ExecutionPlan.ToSvg"/>.</summary>
    public string ToSvg() => new ExecutionPlan(this).ToSvg();

    /// <summary>The graph as it is, without passes, in the DOT language of Graphviz; see <see cref="ExecutionPlan.ToDot"/>.</summary>
    public string ToDot() => new ExecutionPlan(this).ToDot();

    /// <summary>The graph as it is, without passes, as a Mermaid flowchart; see <see cref="ExecutionPlan.ToMermaid"/>.</summary>
    public string ToMermaid() => new ExecutionPlan(this).ToMermaid();
}
