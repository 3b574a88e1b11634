using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>A method's body and what its tokens mean. Methods of assemblies in memory work as those of files do.</summary>
internal sealed class MethodSource
{
    private readonly Type[]? _typeArguments;
    private readonly Type[]? _methodArguments;

    private MethodSource(MethodBase method, MethodBody body, byte[] code)
    {
        Method = method;
        Body = body;
        Instructions = IlReader.Read(code);
        CodeSize = code.Length;
        Symbols = MethodSymbols.Of(method);
        _typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        _methodArguments = method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : null;
    }

    public MethodBase Method { get; }

    public MethodBody Body { get; }

    public List<IlInstruction> Instructions { get; }

    public int CodeSize { get; }

    public MethodSymbols Symbols { get; }

    /// <exception cref="LiftingException">The method has no IL, or none that can be lifted.</exception>
    public static MethodSource Of(MethodBase method)
    {
        if (method is DynamicMethod || method.GetType().DeclaringType == typeof(DynamicMethod))
            throw Refusal.Of(method, "a DynamicMethod", "Its IL is out of reach of reflection: lift the method that it was made from");
        if (method.IsAbstract)
            throw Refusal.Of(method, "an abstract method", "Lift the method of the class that implements it");
        if (method.ContainsGenericParameters)
            throw Refusal.Of(method, "an open generic method", "Give it its type arguments first");
        if (method.IsDefined(typeof(AsyncStateMachineAttribute)))
            throw Refusal.Of(method, "an async method", "Call it as an operator and write Graph.Await where its result is needed");
        if (method.IsDefined(typeof(IteratorStateMachineAttribute)) || method.IsDefined(typeof(AsyncIteratorStateMachineAttribute)))
            throw Refusal.Of(method, "an iterator", "Return an array or a list, or call it as an operator");
        if (method.CallingConvention.HasFlag(CallingConventions.VarArgs))
            throw Refusal.Of(method, "a method with variable arguments (__arglist)", "Take an array of parameters");
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { Length: > 0 } code)
            throw Refusal.Of(method, "a method without IL (extern or built into the runtime)", "Call it as an operator");
        return new(method, body, code);
    }

    public Type ResolveType(int token) => Method.Module.ResolveType(token, _typeArguments, _methodArguments);

    public FieldInfo ResolveField(int token) => Method.Module.ResolveField(token, _typeArguments, _methodArguments)!;

    public MethodBase ResolveMethod(int token) => Method.Module.ResolveMethod(token, _typeArguments, _methodArguments)!;

    public MemberInfo ResolveMember(int token) => Method.Module.ResolveMember(token, _typeArguments, _methodArguments)!;

    public string ResolveString(int token) => Method.Module.ResolveString(token);

    public LiftingException Refuse(int offset, string construct, string mend, Exception? inner = null) =>
        Refusal.Of(Method, construct, mend, offset, Symbols.SourceOf(offset), inner);
}
