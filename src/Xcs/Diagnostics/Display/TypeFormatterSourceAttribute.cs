namespace Xcs.Diagnostics.Display;

/// <summary>
/// Tells a notebook how values of the type look. .NET Interactive finds it by its name, and the names of its properties, so that Xcs needs no
/// package of it.
/// </summary>
/// <param name="formatterSourceType">A class with a public <c>CreateTypeFormatters()</c>.</param>
/// <remarks>Source: dotnet/interactive, docs/formatting.md, formatters by convention.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; } = [DisplayFormatter.Html];
}
