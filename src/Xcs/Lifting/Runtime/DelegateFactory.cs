using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>Makes delegates as <c>ldftn</c> and <c>newobj</c> do.</summary>
internal abstract class DelegateFactory(MethodInfo method)
{
    private static readonly ConditionalWeakTable<MethodInfo, ConcurrentDictionary<(Type Type, bool IsVirtual), DelegateFactory>> Known = [];

    /// <summary>The method that the delegates call.</summary>
    public MethodInfo Method { get; } = method;

    /// <summary>The creation of a delegate.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="method">What it calls.</param>
    /// <param name="isVirtual">Whether the target's override is called.</param>
    /// <param name="target">The object that it closes over; null for none.</param>
    public static Expression Create(Type type, MethodInfo method, bool isVirtual, Expression target)
    {
        var factory = Known.GetValue(method, static _ => []).GetOrAdd((type, isVirtual), key => New(key.Type, method, key.IsVirtual));
        return Expression.Call(Expression.Constant(factory), "Create", null, target);
    }

    /// <summary>The factory behind a creation; null for any other expression.</summary>
    public static DelegateFactory? Of(Expression expression) =>
        expression is MethodCallExpression { Object: ConstantExpression { Value: DelegateFactory factory } } ? factory : null;

    private static DelegateFactory New(Type type, MethodInfo method, bool isVirtual)
    {
        var maker = new DynamicMethod($"New{type.Name}", type, [typeof(object)], typeof(DelegateFactory).Module, skipVisibility: true);
        var code = maker.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        if (isVirtual)
            code.Emit(OpCodes.Dup);
        code.Emit(isVirtual ? OpCodes.Ldvirtftn : OpCodes.Ldftn, method);
        code.Emit(OpCodes.Newobj, type.GetConstructors()[0]);
        code.Emit(OpCodes.Ret);
        var create = maker.CreateDelegate(typeof(Func<,>).MakeGenericType(typeof(object), type));
        return (DelegateFactory)Activator.CreateInstance(typeof(DelegateFactory<>).MakeGenericType(type), method, create)!;
    }
}

/// <summary>Makes delegates of one type.</summary>
internal sealed class DelegateFactory<TDelegate>(MethodInfo method, Func<object?, TDelegate> create) : DelegateFactory(method)
    where TDelegate : Delegate
{
    public TDelegate Create(object? target) => create(target);
}
