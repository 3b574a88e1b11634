using System.Numerics;

namespace Xcs.Kernels;

/// <summary>
/// Changes elements in one step, whichever threads do the same at the same time, and gives what was there before. Lanes of a warp come one
/// after the other, from lane 0 on. Only inside kernels.
/// </summary>
/// <remarks>
/// <para>CUDA C++ Programming Guide, "Atomic Functions", for int, uint, long, ulong, float and double; bits for the integers.</para>
/// <para>Between blocks the order is open: what integer operations leave behind is the same for any, but not what they give back, nor what sums
/// of floats, exchanges and compare-exchanges leave. See <see cref="KernelOptions.DeterministicAtomics"/>.</para>
/// </remarks>
/// <exception cref="InvalidOperationException">Used outside a kernel.</exception>
public static class Atomic
{
    /// <summary>Adds, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Add<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Subtracts, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Sub<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Stores, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Exchange<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Keeps the lesser of the element and the value; NaN if either is, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Min<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Keeps the greater of the element and the value; NaN if either is, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Max<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Adds one, or stores zero where the element has reached the limit, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Inc<T>(Buffer<T> array, int index, T limit)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Subtracts one, or stores the limit where the element is zero or above it, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Dec<T>(Buffer<T> array, int index, T limit)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Keeps the bits that the value has, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T And<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Adds the bits of the value, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Or<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Turns the bits of the value, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T Xor<T>(Buffer<T> array, int index, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Stores the value if the element has the same bits as the comparand, in a buffer.</summary>
    /// <returns>What was there before.</returns>
    public static T CompareExchange<T>(Buffer<T> array, int index, T comparand, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Adds, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Add<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Subtracts, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Sub<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Stores, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Exchange<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Keeps the lesser of the element and the value; NaN if either is, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Min<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Keeps the greater of the element and the value; NaN if either is, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Max<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();

    /// <summary>Adds one, or stores zero where the element has reached the limit, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Inc<T>(SharedArray<T> array, int index, T limit)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Subtracts one, or stores the limit where the element is zero or above it, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Dec<T>(SharedArray<T> array, int index, T limit)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Keeps the bits that the value has, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T And<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Adds the bits of the value, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Or<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Turns the bits of the value, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T Xor<T>(SharedArray<T> array, int index, T value)
        where T : unmanaged, IBinaryInteger<T> => OutsideKernel.Value<T>();

    /// <summary>Stores the value if the element has the same bits as the comparand, in a shared array.</summary>
    /// <returns>What was there before.</returns>
    public static T CompareExchange<T>(SharedArray<T> array, int index, T comparand, T value)
        where T : unmanaged, INumber<T> => OutsideKernel.Value<T>();
}
