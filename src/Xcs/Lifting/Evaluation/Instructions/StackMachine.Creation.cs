using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Lifting;

/// <content>New objects, arrays of several dimensions and delegates.</content>
internal sealed partial class StackMachine
{
    private void New(ConstructorInfo constructor)
    {
        var arguments = PopEntries(constructor.GetParameters().Length);
        if (arguments is [var target, Function function])
            Push(DelegateFactory.Create(constructor.DeclaringType!, function.Method, function.IsVirtual, Coercion.To(ToValue(target), typeof(object))));
        else if (constructor.DeclaringType!.IsArray)
            Push(NewArray(constructor.DeclaringType, arguments));
        else
            Push(Created(constructor, arguments));
    }

    private Expression Created(ConstructorInfo constructor, StackEntry[] arguments)
    {
        if (StaticData.TrySpan(constructor, arguments) is { } span)
            return span;
        if (CanPass(constructor, arguments))
            return Expression.New(constructor, Pass(constructor.GetParameters(), arguments));
        var types = Thunk.ArgumentTypes(constructor, null).ToArray();
        var passed = arguments.Select((a, i) => types[i].IsByRef
            ? ToReference(a, types[i].GetElementType()!)
            : Coercion.To(ToValue(a), StackKinds.Representation(types[i])));
        return Thunk.Call(constructor, isVirtual: false, null, passed.ToArray());
    }

    private NewArrayExpression NewArray(Type type, StackEntry[] lengths)
    {
        if (lengths.Length != type.GetArrayRank())
            throw Refuse("an array with lower bounds", "Make it with Array.CreateInstance");
        return Expression.NewArrayBounds(type.GetElementType()!, lengths.Select(length => Coercion.To(ToValue(length), typeof(int))));
    }
}
