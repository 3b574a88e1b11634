namespace Xcs.Notebooks;

/// <summary>A notebook that cannot be read, or a cell that failed. The message says which cell, which line, and what to do.</summary>
internal sealed class NotebookException : Exception
{
    public NotebookException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>About a line of a cell.</summary>
    public NotebookException(NotebookCell cell, int line, string message, Exception? inner = null)
        : this($"cell {cell.Number}, line {line}: {message}", inner)
    {
    }
}
