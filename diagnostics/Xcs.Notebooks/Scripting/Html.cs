namespace Xcs.Notebooks.Scripting;

/// <summary>A text that is shown as the HTML that it is.</summary>
/// <param name="Content">The HTML.</param>
public sealed record Html(string Content)
{
    /// <inheritdoc/>
    public override string ToString() => Content;
}
