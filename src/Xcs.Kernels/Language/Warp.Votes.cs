using System.Numerics;

namespace Xcs.Kernels;

/// <content>Votes and matches.</content>
public static partial class Warp
{
    /// <summary>Whether all active lanes say yes.</summary>
    public static bool All(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>Whether all members that are active say yes.</summary>
    public static bool AllSync(ulong members, bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>Whether any active lane says yes.</summary>
    public static bool Any(bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>Whether any active member says yes.</summary>
    public static bool AnySync(ulong members, bool predicate) => OutsideKernel.Value<bool>();

    /// <summary>The active lanes that say yes, one bit a lane.</summary>
    public static ulong Ballot(bool predicate) => OutsideKernel.Value<ulong>();

    /// <summary>The members that are active that say yes, one bit a lane.</summary>
    public static ulong BallotSync(ulong members, bool predicate) => OutsideKernel.Value<ulong>();

    /// <summary>The active lanes that have the same bits as the lane, one bit a lane.</summary>
    public static ulong MatchAny<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();

    /// <summary>The members that are active that have the same bits as the lane, one bit a lane.</summary>
    public static ulong MatchAnySync<T>(ulong members, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();

    /// <summary>All active lanes, if they have the same bits; none otherwise.</summary>
    public static ulong MatchAll<T>(T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();

    /// <summary>All members that are active, if they have the same bits; none otherwise.</summary>
    public static ulong MatchAllSync<T>(ulong members, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<ulong>();
}
