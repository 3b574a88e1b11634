using System.Reflection;

namespace Xcs.Kernels.Programs;

/// <summary>The functions that round the way that a <see cref="MidpointRounding"/> names, with the way as a number.</summary>
internal static class Rounding
{
    /// <summary>The function for such a method of the platform; null for all others.</summary>
    public static MethodInfo? Of(MethodInfo method)
    {
        if (!method.IsStatic || method.Name != nameof(Math.Round) || method.GetParameters() is not [{ ParameterType: var type }, .., { ParameterType: var last }] parameters
            || last != typeof(MidpointRounding) || type != method.ReturnType)
            return null;
        return typeof(Rounding).GetMethod(nameof(Round), [type, .. Enumerable.Repeat(typeof(int), parameters.Length - 1)]);
    }

    public static float Round(float x, int way) => MathF.Round(x, (MidpointRounding)way);

    public static float Round(float x, int digits, int way) => MathF.Round(x, digits, (MidpointRounding)way);

    public static double Round(double x, int way) => Math.Round(x, (MidpointRounding)way);

    public static double Round(double x, int digits, int way) => Math.Round(x, digits, (MidpointRounding)way);

    public static Half Round(Half x, int way) => Half.Round(x, (MidpointRounding)way);

    public static Half Round(Half x, int digits, int way) => Half.Round(x, digits, (MidpointRounding)way);
}
