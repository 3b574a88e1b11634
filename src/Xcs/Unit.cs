namespace Xcs;

/// <summary>The result of an operator that returns nothing: there is one value of this type.</summary>
public readonly record struct Unit
{
    /// <inheritdoc/>
    public override string ToString() => "()";
}
