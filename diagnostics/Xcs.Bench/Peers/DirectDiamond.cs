using System.Runtime.CompilerServices;

namespace Xcs.Bench;

/// <summary>The baseline of the diamond: what one writes by hand, called directly.</summary>
internal sealed class DirectDiamond : IContender
{
    public string Name => "Direct call";

    public ContenderKind Kind => ContenderKind.Baseline;

    public ulong Run(ulong argument) => Function(argument);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Function(ulong argument)
    {
        var a = Operators.Mix(argument, argument);
        var b = Operators.Mix(a, argument);
        var c = Operators.Mix(argument, a);
        return Operators.Mix(b, c);
    }
}
