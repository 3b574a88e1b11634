using System.Runtime.CompilerServices;

namespace Xcs.Kernels;

/// <summary>What the words of the language do where no kernel is compiled: they say so.</summary>
internal static class OutsideKernel
{
    public static T Value<T>([CallerMemberName] string member = "") => throw Refuse(member);

    public static void Call([CallerMemberName] string member = "") => throw Refuse(member);

    private static InvalidOperationException Refuse(string member) =>
        new($"{member} has a meaning inside a kernel only. Compile the method that uses it with Kernel.Compile, and call its Launch.");
}
