namespace QuickStart;

/// <summary>A document that answers the query.</summary>
public readonly record struct Hit(int Document, double Score);
