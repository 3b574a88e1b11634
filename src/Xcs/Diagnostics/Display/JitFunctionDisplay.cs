namespace Xcs.Diagnostics.Display;

/// <summary>A jitted function as the picture of its plan.</summary>
internal sealed class JitFunctionDisplay() : FormatterSource<JitFunction>(static function => Figure.Of(function.Plan), static function => function.Graph.ToText());
