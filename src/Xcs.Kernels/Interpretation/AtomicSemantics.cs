using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Interpretation;

/// <summary>What atomics mean. Source: CUDA C++ Programming Guide, "Atomic Functions".</summary>
internal static unsafe class AtomicSemantics
{
    /// <summary>What an element becomes.</summary>
    public static ulong Next(AtomicKind kind, Type type, ulong old, ulong value, ulong comparand) => kind switch
    {
        AtomicKind.Add => ScalarFunctions.Of(ExpressionType.Add, type)(old, value, 0),
        AtomicKind.Sub => ScalarFunctions.Of(ExpressionType.Subtract, type)(old, value, 0),
        AtomicKind.Exchange => value,
        AtomicKind.Min => ScalarFunctions.OfMath(nameof(Math.Min), type)(old, value, 0),
        AtomicKind.Max => ScalarFunctions.OfMath(nameof(Math.Max), type)(old, value, 0),
        AtomicKind.Inc => IsLess(type, old, value) ? ScalarFunctions.Of(ExpressionType.Add, type)(old, 1, 0) : 0,
        AtomicKind.Dec => old == 0 || IsLess(type, value, old) ? value : ScalarFunctions.Of(ExpressionType.Subtract, type)(old, 1, 0),
        AtomicKind.And => old & value,
        AtomicKind.Or => old | value,
        AtomicKind.Xor => old ^ value,
        _ => old == comparand ? value : old,
    };

    /// <summary>Changes an element in one step, whoever else does so.</summary>
    /// <returns>What was there before.</returns>
    public static ulong Apply(AtomicKind kind, Type type, nint address, ulong value, ulong comparand)
    {
        while (true)
        {
            var old = KernelTypes.ReadBits(ref *(byte*)address, type);
            if (TryReplace(type, address, old, Next(kind, type, old, value, comparand)))
                return old;
        }
    }

    private static bool IsLess(Type type, ulong first, ulong second) => ScalarFunctions.Of(ExpressionType.LessThan, type)(first, second, 0) != 0;

    private static bool TryReplace(Type type, nint address, ulong old, ulong next) => KernelTypes.SizeOfNumber(type) == 4
        ? Interlocked.CompareExchange(ref Unsafe.AsRef<uint>((void*)address), (uint)next, (uint)old) == (uint)old
        : Interlocked.CompareExchange(ref Unsafe.AsRef<ulong>((void*)address), next, old) == old;
}
