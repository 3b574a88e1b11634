using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>Shifts of each lane of 4 bytes by its own count, which only some machines have.</summary>
internal static class ShiftMethods
{
    public static MethodInfo? Find(Type vector, BinaryExpression shift)
    {
        var owner = VectorCalls.SizeOf(vector) == 64 ? Avx512F.IsSupported ? typeof(Avx512F) : null : Avx2.IsSupported ? typeof(Avx2) : null;
        var name = shift.NodeType == ExpressionType.LeftShift ? nameof(Avx2.ShiftLeftLogicalVariable)
            : shift.Type == typeof(int) ? nameof(Avx2.ShiftRightArithmeticVariable) : nameof(Avx2.ShiftRightLogicalVariable);
        return owner?.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .FirstOrDefault(m => m.Name == name && m.GetParameters() is [var value, var count] && value.ParameterType == vector
                && count.ParameterType == vector.GetGenericTypeDefinition().MakeGenericType(typeof(uint)));
    }
}
