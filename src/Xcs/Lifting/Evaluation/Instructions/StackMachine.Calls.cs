using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <content>Calls.</content>
internal sealed partial class StackMachine
{
    private bool TryCall()
    {
        switch (_instruction.OpCode)
        {
            case ILOpCode.Call:
                Call(_source.ResolveMethod(_instruction.Number), isVirtual: false);
                return true;
            case ILOpCode.Callvirt:
                Call(_source.ResolveMethod(_instruction.Number), isVirtual: true);
                return true;
            case ILOpCode.Newobj:
                New((ConstructorInfo)_source.ResolveMethod(_instruction.Number));
                return true;
            case ILOpCode.Ldftn:
                Push(new Function((MethodInfo)_source.ResolveMethod(_instruction.Number), IsVirtual: false));
                return true;
            case ILOpCode.Ldvirtftn:
                // The object below is the target that the delegate gets, too.
                Discard(Pop());
                Push(new Function((MethodInfo)_source.ResolveMethod(_instruction.Number), IsVirtual: true));
                return true;
            case ILOpCode.Calli:
                throw Refuse("a call through a function pointer", "Call through a delegate");
            default:
                return false;
        }
    }

    private void Call(MethodBase method, bool isVirtual)
    {
        if (method.CallingConvention.HasFlag(CallingConventions.VarArgs))
            throw Refuse("a call with variable arguments", "Pass an array");
        if (CallerDependent.Includes(method))
            throw Refuse($"a call of {method.DeclaringType!.Name}.{method.Name}, which looks at its caller", "Call it in a method of your own, and that as an operator");
        var constrained = _constrained;
        _constrained = null;
        if (constrained is not null && method.IsStatic)
        {
            method = StaticInterface.Resolve((MethodInfo)method, constrained) ?? method;
            constrained = method.DeclaringType!.IsInterface ? constrained : null;
        }
        var parameters = method.GetParameters();
        var arguments = PopEntries(parameters.Length);
        if (method is ConstructorInfo constructor)
            Construct(constructor, arguments);
        else if (method.IsStatic)
            CallStatic((MethodInfo)method, constrained, arguments);
        else
            CallInstance((MethodInfo)method, isVirtual, constrained, Pop(), arguments);
    }

    private StackEntry[] PopEntries(int count)
    {
        var entries = new StackEntry[count];
        for (var i = count - 1; i >= 0; i--)
            entries[i] = Pop();
        return entries;
    }

    private void CallStatic(MethodInfo method, Type? constrained, StackEntry[] arguments)
    {
        var parameters = method.GetParameters();
        if (TryKnownCall(method, arguments))
            return;
        if (constrained is null && CanPass(method, arguments))
            Finish(Expression.Call(method, Pass(parameters, arguments)), method);
        else
            CallThunk(method, isVirtual: false, constrained, arguments);
    }

    private void CallInstance(MethodInfo method, bool isVirtual, Type? constrained, StackEntry receiver, StackEntry[] arguments)
    {
        if (constrained is { IsValueType: false })
        {
            receiver = new Value(Load(receiver, constrained));
            constrained = null;
        }
        var declaring = method.DeclaringType!;
        if (TryKnownInstanceCall(method, receiver, arguments))
            return;
        if (!CanPass(method, arguments) || ReceiverOf(method, isVirtual, constrained, receiver, arguments) is not { } instance)
        {
            var owner = constrained ?? declaring;
            var first = owner.IsValueType ? new Reference(ToReference(receiver, owner)) : receiver;
            CallThunk(method, isVirtual, constrained, [first, .. arguments]);
        }
        else if (method.DeclaringType!.IsArray)
        {
            CallArray(method, instance, arguments);
        }
        else
        {
            if (ReturnsReference(method) && !IsReadOnly(instance.Type) && Effects.Root(instance) is { } root && instance.Type.IsValueType)
                _variables.Escape(root);
            Finish(Expression.Call(instance, method, Pass(method.GetParameters(), arguments)), method);
        }
    }

    /// <summary>What a tree calls a method on; null where only a thunk does it right.</summary>
    private Expression? ReceiverOf(MethodInfo method, bool isVirtual, Type? constrained, StackEntry receiver, StackEntry[] arguments)
    {
        var owner = constrained ?? method.DeclaringType!;
        if (!owner.IsValueType)
            return isVirtual || !IsOverridable(method) ? Coercion.To(ToValue(receiver), owner) : null;
        if (receiver is Place place && place.Expression.Type == owner && !NeedsTypeCheck(place))
            return place.Expression;
        if (receiver is Value { Expression: var value } && value.Type == owner)
            return value;
        // A struct that cannot change may be copied, as long as nobody else changes its place before the call.
        var isCopied = IsReadOnly(owner) && !ReturnsReference(method) && arguments.All(a => Inner(a) is { } e && Effects.IsStable(e, _variables));
        return isCopied && receiver is not Value ? Coercion.To(Load(receiver, owner), owner) : null;
    }

    private static bool IsReadOnly(Type type) => type.IsPrimitive || type.IsEnum
        || type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute), inherit: false);

    // Trees call virtual methods as overridden.
    private static bool IsOverridable(MethodInfo method) => method.IsVirtual && !method.IsFinal && !method.DeclaringType!.IsSealed;

    private static bool ReturnsReference(MethodInfo method) => method.ReturnType.IsByRef || method.ReturnType.IsByRefLike;

    /// <summary>Whether a tree can pass these arguments: references only to places that it can name, and no pointers.</summary>
    private static bool CanPass(MethodBase method, StackEntry[] arguments)
    {
        var parameters = method.GetParameters();
        var returned = Thunk.ReturnType(method);
        if (returned.IsByRef || returned.IsPointer || returned.IsFunctionPointer)
            return false;
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (type.IsPointer || type.IsFunctionPointer)
                return false;
            if (type.IsByRef && !(arguments[i] is Place place && place.Expression.Type == type.GetElementType() && !(IsInitOnly(place.Expression) && returned.IsByRefLike)))
                return false;
        }
        return true;
    }

    private Expression[] Pass(ParameterInfo[] parameters, StackEntry[] arguments)
    {
        var passed = new Expression[arguments.Length];
        var mayKeep = parameters.Any(p => p.ParameterType.IsByRefLike || p.ParameterType is { IsByRef: true } r && r.GetElementType()!.IsByRefLike)
            || parameters is [{ Member: MethodInfo { ReturnType.IsByRefLike: true } or MemberInfo { DeclaringType.IsByRefLike: true } }, ..];
        for (var i = 0; i < passed.Length; i++)
            passed[i] = arguments[i] is Place place && parameters[i].ParameterType.IsByRef
                ? PassPlace(place.Expression, mayKeep)
                : Coercion.To(ToValue(arguments[i]), parameters[i].ParameterType);
        return passed;
    }

    // A ref struct that takes a reference may keep it.
    private Expression PassPlace(Expression place, bool mayKeep)
    {
        if (mayKeep && Effects.Root(place) is { } root)
            _variables.Escape(root);
        return place;
    }

    private Expression ToValue(StackEntry entry) => entry is Value value ? value.Expression : ReferenceCall(nameof(ByRef.Address), ToReference(entry));

    private void CallThunk(MethodBase method, bool isVirtual, Type? constrained, StackEntry[] arguments)
    {
        var types = Thunk.ArgumentTypes(method, constrained).ToArray();
        var passed = new Expression[arguments.Length];
        for (var i = 0; i < passed.Length; i++)
            passed[i] = types[i].IsByRef ? ToReference(arguments[i], types[i].GetElementType()!) : Coercion.To(ToValue(arguments[i]), StackKinds.Representation(types[i]));
        Finish(Thunk.Call(method, isVirtual, constrained, passed), method);
    }

    private void Finish(Expression call, MethodBase method)
    {
        if (call.Type == typeof(void))
            Emit(call);
        else if (IsReference(call.Type))
            Push(new Reference(Noted(call)));
        else
            Push(call);
    }

    private void CallArray(MethodInfo method, Expression array, StackEntry[] arguments)
    {
        var rank = array.Type.GetArrayRank();
        var indices = arguments.Take(rank).Select(index => Coercion.To(ToValue(index), typeof(int))).ToArray();
        var element = Expression.ArrayAccess(array, indices);
        if (method.Name == "Set")
            Emit(Expression.Assign(element, Coercion.To(ToValue(arguments[rank]), element.Type)));
        else
            Push(element);
    }

    // A constructor that fills an existing struct assigns a new one; on an object it is the base's or another of the same class.
    private void Construct(ConstructorInfo constructor, StackEntry[] arguments)
    {
        var receiver = Pop();
        var type = constructor.DeclaringType!;
        if (!type.IsValueType)
        {
            if (type != typeof(object))
                throw Refuse("a call of another constructor", "Make the object with new where it is needed");
            Discard(receiver);
            return;
        }
        var made = Created(constructor, arguments);
        Store(receiver, type, made);
    }
}
