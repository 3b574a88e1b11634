using System.Runtime.Intrinsics;

namespace Xcs.Kernels.Vectorization;

/// <summary>
/// How the lanes of a warp lie in registers. A number of 4 bytes or less takes a lane of 4 bytes, others one of 8; registers are as wide as asked, or
/// as wide as the whole warp where that is less.
/// </summary>
internal sealed class LaneLayout(int warpSize, int bits)
{
    public int WarpSize { get; } = warpSize;

    /// <summary>The width of the widest registers.</summary>
    public int Bits { get; } = bits;

    /// <summary>What the machine does best, or what the options ask for.</summary>
    public static int BitsOf(KernelWidth width) => width switch
    {
        not KernelWidth.Auto => (int)width,
        _ when Vector512.IsHardwareAccelerated => 512,
        _ when Vector256.IsHardwareAccelerated => 256,
        _ => 128,
    };

    /// <summary>
    /// What a lane of a type holds: a bool as an int of all ones or zeros, a byte widened with zeros, a Half as its bits; the others as they are.
    /// </summary>
    public static Type StorageOf(Type type) => type == typeof(bool) || type == typeof(byte) || type == typeof(Half) ? typeof(int) : type;

    public static int LaneBytes(Type type) => type == typeof(long) || type == typeof(ulong) || type == typeof(double) ? 8 : 4;

    /// <summary>The width in bits of the registers whose lanes have so many bytes.</summary>
    public int RegisterBits(int laneBytes) => Math.Min(Bits, WarpSize * laneBytes * 8);

    /// <summary>How many registers hold a warp.</summary>
    public int Parts(int laneBytes) => WarpSize * laneBytes * 8 / RegisterBits(laneBytes);

    public int Parts(Type type) => Parts(LaneBytes(type));

    /// <summary>How many lanes a register holds.</summary>
    public int LanesOfPart(int laneBytes) => RegisterBits(laneBytes) / 8 / laneBytes;

    public int LanesOfPart(Type type) => LanesOfPart(LaneBytes(type));

    /// <summary>The type of the registers that hold a type.</summary>
    public Type VectorOf(Type type) => (RegisterBits(LaneBytes(type)) switch
    {
        512 => typeof(Vector512<>),
        256 => typeof(Vector256<>),
        _ => typeof(Vector128<>),
    }).MakeGenericType(StorageOf(type));
}
