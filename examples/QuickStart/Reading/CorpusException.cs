namespace QuickStart;

/// <summary>The input cannot be indexed. The message says what is wrong and how to mend it.</summary>
public sealed class CorpusException(string message, Exception? inner = null) : Exception(message, inner);
