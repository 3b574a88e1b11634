using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Lifting;

/// <summary>What the stack machine has on its stack where the runtime has a value: an expression that computes it when it is consumed.</summary>
internal abstract record StackEntry;

/// <summary>A value.</summary>
internal sealed record Value(Expression Expression) : StackEntry;

/// <summary>The address of a place that an expression tree can name: a variable, a field or an array element.</summary>
/// <param name="Expression">The place.</param>
/// <param name="IsChecked">Whether it was reached before: it is there.</param>
internal sealed record Place(Expression Expression, bool IsChecked = false) : StackEntry;

/// <summary>The address of a place that has no name: an expression of type <see cref="ByRef{T}"/>.</summary>
internal sealed record Reference(Expression Expression) : StackEntry
{
    public Type Element => Expression.Type.GetGenericArguments()[0];
}

/// <summary>The address of a method's code, on its way into a delegate.</summary>
internal sealed record Function(MethodInfo Method, bool IsVirtual) : StackEntry;
