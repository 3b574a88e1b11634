using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Launching;

/// <summary>Finds atomics on memory that blocks share whose outcome depends on who comes first.</summary>
internal static class AtomicOrder
{
    public static bool Matters(KernelProgram program) => NodeSearch.Any(program.Body,
        static node => node is ArrayAtomic { Place.Array.Space: MemorySpace.Global } atomic && (atomic.IsUsed || !Commutes(atomic)));

    private static bool Commutes(ArrayAtomic atomic) => atomic.Kind switch
    {
        AtomicKind.Add or AtomicKind.Sub => KernelTypes.IsInteger(atomic.Type),
        AtomicKind.Min or AtomicKind.Max or AtomicKind.And or AtomicKind.Or or AtomicKind.Xor => true,
        _ => false,
    };
}
