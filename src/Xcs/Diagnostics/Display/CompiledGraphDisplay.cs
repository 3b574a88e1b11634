namespace Xcs.Diagnostics.Display;

/// <summary>A compiled graph as the picture of its plan.</summary>
internal sealed class CompiledGraphDisplay() : FormatterSource<CompiledGraph>(static graph => Figure.Of(graph.Plan), static graph => graph.ToText());
