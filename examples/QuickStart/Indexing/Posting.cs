namespace QuickStart;

/// <summary>A term occurs so many times in a document.</summary>
public readonly record struct Posting(int Document, int Occurrences);
