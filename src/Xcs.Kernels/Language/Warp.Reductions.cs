using System.Numerics;

namespace Xcs.Kernels;

/// <content>Reductions: every lane that takes part gets the result.</content>
public static partial class Warp
{
    /// <summary>The sum of the values of all active lanes. Floats are added in a fixed order: lane i takes lane i + w/2, then i + w/4, and so on, where lanes that take no part count as negative zero.</summary>
    public static T ReduceAdd<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The sum of the values of all members that are active. Floats are added in a fixed order: lane i takes lane i + w/2, then i + w/4, and so on, where lanes that take no part count as negative zero.</summary>
    public static T ReduceAddSync<T>(ulong members, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The least of the values of all active lanes; NaN if any is.</summary>
    public static T ReduceMin<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The least of the values of all members that are active; NaN if any is.</summary>
    public static T ReduceMinSync<T>(ulong members, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The greatest of the values of all active lanes; NaN if any is.</summary>
    public static T ReduceMax<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The greatest of the values of all members that are active; NaN if any is.</summary>
    public static T ReduceMaxSync<T>(ulong members, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that all active lanes have.</summary>
    public static T ReduceAnd<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that all members that are active have.</summary>
    public static T ReduceAndSync<T>(ulong members, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that any active lane has.</summary>
    public static T ReduceOr<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that any active member has.</summary>
    public static T ReduceOrSync<T>(ulong members, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that an odd number of active lanes have.</summary>
    public static T ReduceXor<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>The bits that an odd number of members that are active have.</summary>
    public static T ReduceXorSync<T>(ulong members, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();
}
