using System.Reflection;

namespace Xcs.Tests.Lifting.Differential;

/// <summary>The arguments of one method's calls.</summary>
internal sealed class MethodInputs
{
    private static readonly string[] SizeNames =
        ["length", "count", "size", "capacity", "width", "start", "index", "offset", "repeat", "total", "digits", "precision", "exponent", "shift", "rank", "dimension", "end", "step", "amount", "rotate"];

    private readonly Func<InputGenerator, object?>[] _makers;

    private MethodInputs(Func<InputGenerator, object?>[] makers) => _makers = makers;

    /// <summary>Null where an input cannot be made; <paramref name="obstacle"/> is its type.</summary>
    public static MethodInputs? For(IReadOnlyList<ParameterInfo> parameters, out Type? obstacle)
    {
        var makers = new Func<InputGenerator, object?>[parameters.Count];
        for (var k = 0; k < makers.Length; k++)
        {
            var type = parameters[k].ParameterType;
            obstacle = type.IsByRef ? type.GetElementType()! : type;
            if (InputTypes.Maker(obstacle) is not { } maker)
                return null;
            makers[k] = parameters[k].IsOut ? static _ => null : IsSize(parameters[k], obstacle) ? SizeMaker(obstacle, parameters[k].Name!) : maker;
            if (parameters[k].IsOut && obstacle.IsValueType && !DelegateCaller.IsSpan(obstacle))
                makers[k] = maker;
        }

        obstacle = null;
        return new(makers);
    }

    /// <summary>The same with the receiver of an instance method as the first argument.</summary>
    public static MethodInputs? For(MethodInfo method)
    {
        if (!DelegateCaller.Carries(method.ReturnType) || For(method.GetParameters(), out _) is not { } inputs)
            return null;
        if (method.IsStatic)
            return inputs;
        return InputTypes.Maker(method.DeclaringType!) is { } receiver ? new([g => Present(receiver, g), .. inputs._makers]) : null;
    }

    // A delegate to a virtual method looks at its receiver, the method itself need not.
    private static object Present(Func<InputGenerator, object?> maker, InputGenerator generator)
    {
        while (true)
        {
            if (maker(generator) is { } value)
                return value;
        }
    }

    public object?[] Make(int seed)
    {
        var generator = new InputGenerator(seed);
        var arguments = new object?[_makers.Length];
        for (var k = 0; k < arguments.Length; k++)
            arguments[k] = _makers[k](generator);
        return arguments;
    }

    private static bool IsSize(ParameterInfo parameter, Type type) =>
        (type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(nint) || type == typeof(nuint) ||
         type == typeof(int[]) || type == typeof(long[])) &&
        parameter.Name is { } name && SizeNames.Any(size => name.Contains(size, StringComparison.OrdinalIgnoreCase));

    private static Func<InputGenerator, object?> SizeMaker(Type type, string name) => type switch
    {
        _ when type == typeof(int) && (name.Contains("shift", StringComparison.OrdinalIgnoreCase) || name.Contains("exponent", StringComparison.OrdinalIgnoreCase)) =>
            static g => g.Size() % 200,
        _ when type == typeof(int) => static g => g.Size(),
        _ when type == typeof(uint) => static g => (uint)Math.Abs(g.Size() % 128),
        _ when type == typeof(long) => static g => (long)g.Size(),
        _ when type == typeof(nint) => static g => (nint)g.Size(),
        _ when type == typeof(int[]) => static g => Enumerable.Range(0, g.Below(4)).Select(_ => g.Size() % 9).ToArray(),
        _ when type == typeof(long[]) => static g => Enumerable.Range(0, g.Below(4)).Select(_ => (long)g.Size() % 9).ToArray(),
        _ => static g => (nuint)Math.Abs(g.Size() % 128),
    };
}
