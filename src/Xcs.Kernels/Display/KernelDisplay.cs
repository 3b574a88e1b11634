using Xcs.Diagnostics.Display;

namespace Xcs.Kernels.Display;

/// <summary>A kernel as the text of its program, the parts that may run for some lanes only told apart.</summary>
internal sealed class KernelDisplay() : FormatterSource<IShowsProgram>(static kernel => KernelPage.Of(kernel.ToText()), static kernel => kernel.ToText());
