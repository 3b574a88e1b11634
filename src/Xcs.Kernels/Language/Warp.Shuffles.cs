using System.Numerics;

namespace Xcs.Kernels;

/// <content>Shuffles.</content>
public static partial class Warp
{
    /// <summary>The value of another lane; a number beyond the width counts from the start again.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="lane">The source, from 0 in its part.</param>
    public static T Shuffle<T>(T value, int lane)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of another lane; a number beyond the width counts from the start again.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="lane">The source, from 0 in its part.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T Shuffle<T>(T value, int lane, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of another lane; a number beyond the width counts from the start again.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="lane">The source, from 0 in its part.</param>
    public static T ShuffleSync<T>(ulong members, T value, int lane)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of another lane; a number beyond the width counts from the start again.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="lane">The source, from 0 in its part.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T ShuffleSync<T>(ulong members, T value, int lane, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> lower; where there is none in its part, the lane's own.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    public static T ShuffleUp<T>(T value, int delta)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> lower; where there is none in its part, the lane's own.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T ShuffleUp<T>(T value, int delta, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> lower; where there is none in its part, the lane's own.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    public static T ShuffleUpSync<T>(ulong members, T value, int delta)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> lower; where there is none in its part, the lane's own.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T ShuffleUpSync<T>(ulong members, T value, int delta, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> higher; where there is none in its part, the lane's own.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    public static T ShuffleDown<T>(T value, int delta)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> higher; where there is none in its part, the lane's own.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T ShuffleDown<T>(T value, int delta, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> higher; where there is none in its part, the lane's own.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    public static T ShuffleDownSync<T>(ulong members, T value, int delta)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane that is <paramref name="delta"/> higher; where there is none in its part, the lane's own.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="delta">How far, not negative.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T ShuffleDownSync<T>(ulong members, T value, int delta, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane whose number differs in these bits; where it is behind the lane's part, the lane's own.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="laneMask">The bits, not negative.</param>
    public static T ShuffleXor<T>(T value, int laneMask)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane whose number differs in these bits; where it is behind the lane's part, the lane's own.</summary>
    /// <param name="value">What the lane gives.</param>
    /// <param name="laneMask">The bits, not negative.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T ShuffleXor<T>(T value, int laneMask, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane whose number differs in these bits; where it is behind the lane's part, the lane's own.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="laneMask">The bits, not negative.</param>
    public static T ShuffleXorSync<T>(ulong members, T value, int laneMask)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>The value of the lane whose number differs in these bits; where it is behind the lane's part, the lane's own.</summary>
    /// <param name="members">The lanes that are meant to take part.</param>
    /// <param name="value">What the lane gives.</param>
    /// <param name="laneMask">The bits, not negative.</param>
    /// <param name="width">The size of a part, a power of two.</param>
    public static T ShuffleXorSync<T>(ulong members, T value, int laneMask, int width)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();
}
