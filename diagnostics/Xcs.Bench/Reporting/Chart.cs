namespace Xcs.Bench;

/// <summary>Lines over one axis: what the console and the SVG file both show.</summary>
internal sealed record Chart(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series);
