using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Kernels.Vectorization;

/// <summary>Elements of 4 or 8 bytes whose numbers stand in a register, where the machine can read them at once. Under a mask, others are not touched and give zero.</summary>
internal static unsafe class GatherMethods
{
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>The method for a register of numbers, a register of ints or longs, and, if there is one, a mask of that type.</summary>
    public static MethodInfo Method(Type data, Type index, bool isMasked) => typeof(GatherMethods).GetMethods()
        .Single(m => m.Name.StartsWith(nameof(Read), StringComparison.Ordinal) && m.ReturnType == data && m.GetParameters() is var p && p.Length == (isMasked ? 3 : 2) && p[1].ParameterType == index);

    /// <summary>The numbers of the elements of one of two registers.</summary>
    public static Expression Half(Expression index, int half) => VectorCalls.SizeOf(index.Type) > 16 ? VectorCalls.Call(half == 0 ? "GetLower" : "GetUpper", index)
        : half == 0 ? index : VectorCalls.Call("Shuffle", index, VectorCalls.Constants(index.Type, lane => lane % 2 + 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Read(long start, Vector128<int> index) => Avx2.GatherVector128((int*)start, index, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Read(long start, Vector256<int> index) => Avx2.GatherVector256((int*)start, index, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Read(long start, Vector512<int> index) => Vector512.Create(Read(start, index.GetLower()), Read(start, index.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Read(long start, Vector128<int> index, Vector128<int> mask) =>
        Avx2.GatherMaskVector128(Vector128<int>.Zero, (int*)start, index, mask, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Read(long start, Vector256<int> index, Vector256<int> mask) =>
        Avx2.GatherMaskVector256(Vector256<int>.Zero, (int*)start, index, mask, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Read(long start, Vector512<int> index, Vector512<int> mask) =>
        Vector512.Create(Read(start, index.GetLower(), mask.GetLower()), Read(start, index.GetUpper(), mask.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> ReadTwo(long start, Vector128<int> index) => Avx2.GatherVector128((long*)start, index, 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> ReadWide(long start, Vector128<int> index) => Avx2.GatherVector256((long*)start, index, 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> ReadWide(long start, Vector256<int> index) => Vector512.Create(ReadWide(start, index.GetLower()), ReadWide(start, index.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> ReadTwo(long start, Vector128<int> index, Vector128<long> mask) =>
        Avx2.GatherMaskVector128(Vector128<long>.Zero, (long*)start, index, mask, 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> ReadWide(long start, Vector128<int> index, Vector256<long> mask) =>
        Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)start, index, mask, 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> ReadWide(long start, Vector256<int> index, Vector512<long> mask) =>
        Vector512.Create(ReadWide(start, index.GetLower(), mask.GetLower()), ReadWide(start, index.GetUpper(), mask.GetUpper()));
}
