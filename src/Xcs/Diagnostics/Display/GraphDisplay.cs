namespace Xcs.Diagnostics.Display;

/// <summary>A graph as the picture of its plan.</summary>
internal sealed class GraphDisplay() : FormatterSource<DataflowGraph>(static graph => Figure.Of(graph.Plan()), static graph => graph.ToText());
