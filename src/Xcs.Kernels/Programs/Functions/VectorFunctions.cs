using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace Xcs.Kernels.Programs;

/// <summary>
/// Functions of which a kernel has a definition of its own, so that every width agrees bit by bit: in single precision <see cref="SingleFunctions"/>, in
/// double precision what the vector units' versions give for one item. They may differ from <see cref="MathF"/> and <see cref="Math"/> in the last bit.
/// </summary>
internal static class VectorFunctions
{
    private static readonly FrozenDictionary<MethodInfo, MethodInfo> Definitions = Find().ToFrozenDictionary();

    /// <summary>The method that computes what a kernel means by another.</summary>
    public static MethodInfo Definition(MethodInfo method) => Definitions.GetValueOrDefault(method, method);

    /// <summary>Whether a function has a definition of its own; that in double precision is the method of the vector types that has the same name.</summary>
    public static bool IsVector(MethodInfo method) => Definitions.ContainsKey(method);

    /// <summary>What computes the function in a straight line, for arguments that are not farther from zero than a limit, if there is one.</summary>
    public static (MethodInfo Line, float? Limit) StraightLine(MethodInfo method) =>
        (typeof(SingleFunctions).GetMethod(method.Name)!, method.Name is nameof(Sin) or nameof(Cos) ? SingleFunctions.FarthestAngle : null);

    public static float Exp(float x) => SingleFunctions.Exp(x);

    public static double Exp(double x) => Vector128.Exp(Vector128.Create(x)).ToScalar();

    public static float Log(float x) => SingleFunctions.Log(x);

    public static double Log(double x) => Vector128.Log(Vector128.Create(x)).ToScalar();

    public static float Log2(float x) => SingleFunctions.Log2(x);

    public static double Log2(double x) => Vector128.Log2(Vector128.Create(x)).ToScalar();

    public static float Sin(float x) => MathF.Abs(x) > SingleFunctions.FarthestAngle ? (float)Math.Sin(x) : SingleFunctions.Sin(x);

    public static double Sin(double x) => Vector128.Sin(Vector128.Create(x)).ToScalar();

    public static float Cos(float x) => MathF.Abs(x) > SingleFunctions.FarthestAngle ? (float)Math.Cos(x) : SingleFunctions.Cos(x);

    public static double Cos(double x) => Vector128.Cos(Vector128.Create(x)).ToScalar();

    public static float Tanh(float x) => SingleFunctions.Tanh(x);

    private static IEnumerable<KeyValuePair<MethodInfo, MethodInfo>> Find()
    {
        foreach (var definition in typeof(VectorFunctions).GetMethods(BindingFlags.Static | BindingFlags.Public))
            if (definition.GetParameters() is [{ ParameterType: var type }] && type == definition.ReturnType)
                foreach (var owner in type == typeof(float) ? new[] { typeof(MathF), typeof(float) } : [typeof(Math), typeof(double)])
                    if (owner.GetMethod(definition.Name, [type]) is { } method)
                        yield return new(method, definition);
    }
}
