using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>Products of lanes of 4 bytes with twice as many bits.</summary>
internal static class ProductMethods
{
    /// <summary>The products of the even lanes, as ulong or, of signed lanes, as long.</summary>
    public static Expression OfEven(Expression x, Expression y)
    {
        var isSigned = VectorCalls.ElementOf(x.Type) == typeof(int);
        var owner = VectorCalls.SizeOf(x.Type) switch
        {
            64 => Avx512F.IsSupported ? typeof(Avx512F) : null,
            32 => Avx2.IsSupported ? typeof(Avx2) : null,
            _ => isSigned ? Sse41.IsSupported ? typeof(Sse41) : null : Sse2.IsSupported ? typeof(Sse2) : null,
        };
        if (owner?.GetMethod(nameof(Sse2.Multiply), BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly, [x.Type, y.Type]) is { } method)
            return Expression.Call(method, x, y);
        return VectorCalls.Call("Multiply", Extended(x, isSigned), Extended(y, isSigned));
    }

    /// <summary>The high half of each lane of 8 bytes from one, the low half from another.</summary>
    public static Expression OddOf(Expression odd, Expression even)
    {
        if (VectorCalls.SizeOf(odd.Type) < 64 && Avx2.IsSupported)
        {
            var words = odd.Type.GetGenericTypeDefinition().MakeGenericType(typeof(uint));
            return VectorCalls.As(Expression.Call(typeof(Avx2).GetMethod(nameof(Avx2.Blend), [words, words, typeof(byte)])!,
                VectorCalls.As(even, typeof(uint)), VectorCalls.As(odd, typeof(uint)), Expression.Constant((byte)0b10101010)), typeof(ulong));
        }
        return VectorCalls.Call("ConditionalSelect", VectorCalls.Splat(odd.Type, Expression.Constant(0xFFFFFFFF_00000000)), odd, even);
    }

    // The even lanes with their sign or zeros, 8 bytes wide.
    private static Expression Extended(Expression x, bool isSigned)
    {
        var wide = VectorCalls.As(x, isSigned ? typeof(long) : typeof(ulong));
        var raised = VectorCalls.Call("ShiftLeft", wide, Expression.Constant(32));
        return VectorCalls.Call(isSigned ? "ShiftRightArithmetic" : "ShiftRightLogical", raised, Expression.Constant(32));
    }
}
