namespace Xcs.Rewriting;

/// <summary>Floating point values with one bit pattern each: hashes see bits.</summary>
internal static class CanonicalFloats
{
    public static ulong Of(double value) => double.IsNaN(value) ? 0x7FF8000000000000UL : value == 0 ? 0 : BitConverter.DoubleToUInt64Bits(value);

    public static uint Of(float value) => float.IsNaN(value) ? 0x7FC00000U : value == 0 ? 0 : BitConverter.SingleToUInt32Bits(value);

    public static ushort Of(Half value) => Half.IsNaN(value) ? (ushort)0x7E00 : value == Half.Zero ? (ushort)0 : BitConverter.HalfToUInt16Bits(value);
}
