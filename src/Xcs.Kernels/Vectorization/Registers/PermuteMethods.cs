using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>Lanes of 4 bytes in an order that is known when the code runs.</summary>
internal static class PermuteMethods
{
    private static readonly MethodInfo OfTwo = typeof(Avx512F).GetMethod(nameof(Avx512F.PermuteVar16x32x2), [typeof(Vector512<int>), typeof(Vector512<int>), typeof(Vector512<int>)])!;

    /// <summary>Whether the lanes of a warp are permuted in registers: where one register holds it, or two that one instruction reads.</summary>
    public static bool CanPermute(Expression[] parts) => parts.Length == 1 || parts.Length == 2 && VectorCalls.SizeOf(parts[0].Type) == 64 && Avx512F.IsSupported;

    /// <summary>One register of results.</summary>
    /// <param name="parts">The registers of the warp.</param>
    /// <param name="source">For each lane of the result the number of the lane to take; it must be there.</param>
    public static Expression Permute(Expression[] parts, Expression source)
    {
        if (parts.Length == 1)
            return VectorCalls.Call("Shuffle", parts[0], VectorCalls.ElementOf(parts[0].Type) == typeof(uint) ? VectorCalls.As(source, typeof(uint)) : source);
        var element = VectorCalls.ElementOf(parts[0].Type);
        return VectorCalls.As(Expression.Call(OfTwo, VectorCalls.As(parts[0], typeof(int)), source, VectorCalls.As(parts[1], typeof(int))), element);
    }
}
