namespace Xcs;

/// <summary>
/// A call of the method in a function given to <see cref="Graph"/> is no node: the method's body becomes part of the graph, so that its own
/// calls are nodes and overlap with those around them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InlineAttribute : Attribute;
