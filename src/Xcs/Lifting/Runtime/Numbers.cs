using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>Operations on numbers for which expression trees have no node that does the same.</summary>
internal static class Numbers
{
    /// <summary>What <c>ckfinite</c> does; the runtime throws the more special exception.</summary>
    public static double CheckFinite(double value) => double.IsFinite(value) ? value : throw new OverflowException();

    /// <summary>A 64-bit index as a 32-bit one that is out of range whenever it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(long index) => (ulong)index <= int.MaxValue ? (int)index : -1;

    /// <summary>Cuts off the fraction. Saturates for 32 and 64 bits as the runtime's own conversions do.</summary>
    public static Expression FromFloat(Expression value, Type type) => Expression.Convert(value, type);
}
