namespace Xcs.Kernels.Programs;

/// <summary>Parts of functions for which machines may have an instruction. For those that have none, vectors are made of what stands here.</summary>
internal static class SinglePrimitives
{
    /// <summary>x, but at most the limit; not a number if x is none.</summary>
    public static float Least(float limit, float x) => limit < x ? limit : x;

    /// <summary>x, but at least the limit; not a number if x is none.</summary>
    public static float Greatest(float limit, float x) => limit > x ? limit : x;

    /// <summary>An integer that fits as an int. Of what is not a number the two lowest bits are zero, of what does not fit anything may be left.</summary>
    public static int ToInteger(float x) => (int)x;

    /// <summary>A number between 1/2 and 2 times 2 to the power of an integer between -252 and 254, rounded once.</summary>
    public static float Scale(float x, float exponent)
    {
        var n = ToInteger(exponent);
        var half = n >> 1;
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    private static float PowerOfTwo(int exponent) => BitConverter.Int32BitsToSingle((exponent + 127) << 23);
}
