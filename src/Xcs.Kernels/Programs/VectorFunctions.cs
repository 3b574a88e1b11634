using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace Xcs.Kernels.Programs;

/// <summary>
/// Functions of which a kernel takes what the vector units' versions give for one item, so that every width agrees bit by bit. They may differ
/// from <see cref="MathF"/> and <see cref="Math"/> in the last bit.
/// </summary>
internal static class VectorFunctions
{
    private static readonly FrozenDictionary<MethodInfo, MethodInfo> Definitions = Find().ToFrozenDictionary();

    /// <summary>The method that computes what a kernel means by another.</summary>
    public static MethodInfo Definition(MethodInfo method) => Definitions.GetValueOrDefault(method, method);

    /// <summary>Whether a function is defined by a method of the vector types that has the same name.</summary>
    public static bool IsVector(MethodInfo method) => Definitions.ContainsKey(method);

    public static float Exp(float x) => Vector128.Exp(Vector128.Create(x)).ToScalar();

    public static double Exp(double x) => Vector128.Exp(Vector128.Create(x)).ToScalar();

    public static float Log(float x) => Vector128.Log(Vector128.Create(x)).ToScalar();

    public static double Log(double x) => Vector128.Log(Vector128.Create(x)).ToScalar();

    public static float Log2(float x) => Vector128.Log2(Vector128.Create(x)).ToScalar();

    public static double Log2(double x) => Vector128.Log2(Vector128.Create(x)).ToScalar();

    public static float Sin(float x) => Vector128.Sin(Vector128.Create(x)).ToScalar();

    public static double Sin(double x) => Vector128.Sin(Vector128.Create(x)).ToScalar();

    public static float Cos(float x) => Vector128.Cos(Vector128.Create(x)).ToScalar();

    public static double Cos(double x) => Vector128.Cos(Vector128.Create(x)).ToScalar();

    private static IEnumerable<KeyValuePair<MethodInfo, MethodInfo>> Find()
    {
        foreach (var name in new[] { nameof(Exp), nameof(Log), nameof(Log2), nameof(Sin), nameof(Cos) })
            foreach (var (type, owners) in new[] { (typeof(float), new[] { typeof(MathF), typeof(float) }), (typeof(double), [typeof(Math), typeof(double)]) })
                foreach (var owner in owners)
                    if (owner.GetMethod(name, [type]) is { } method)
                        yield return new(method, typeof(VectorFunctions).GetMethod(name, [type])!);
    }
}
