namespace Xcs.Kernels.Display;

/// <summary>A kernel of whatever parameters.</summary>
internal interface IShowsProgram
{
    /// <inheritdoc cref="Kernel{TDelegate}.ToText"/>
    string ToText();
}
