using System.Linq.Expressions;
using System.Reflection;

namespace Xcs.Lifting;

internal sealed partial class StackMachine
{
    private static readonly HashSet<ParameterExpression> NoWrites = [];

    private static bool IsReference(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ByRef<>);

    /// <summary>Calls one of the helpers of <see cref="ByRef"/> on a reference.</summary>
    private static MethodCallExpression ReferenceCall(string name, Reference reference, params Expression[] more) =>
        Expression.Call(typeof(ByRef), name, [reference.Element], [reference.Expression, .. more]);

    private static MethodCallExpression ReferenceCall(string name, Expression reference, params Expression[] more) => ReferenceCall(name, new Reference(reference), more);

    /// <summary>The value at an address, as an instruction that names a type reads it.</summary>
    private Expression Load(StackEntry address, Type type)
    {
        if (address is Place place && Names(place.Expression, type))
            return NeedsTypeCheck(place) ? ReferenceCall(nameof(ByRef.Load), ToReference(place)) : Narrowed(place.Expression, type);
        var reference = ToReferenceOf(address, type);
        if (SpanAccessOf(reference) is { } element)
            return Narrowed(Expression.Call(typeof(SpanAccess), nameof(SpanAccess.Load), element.Method.GetGenericArguments(), [.. element.Arguments]), type);
        return Narrowed(ReferenceCall(nameof(ByRef.Load), reference), type);
    }

    /// <summary>Adds the statement that writes a value to an address.</summary>
    private void Store(StackEntry address, Type type, Expression value)
    {
        // The address is computed, and fails, before the value is.
        var mayWait = Effects.IsStable(value, _variables);
        if (address is Place place && Names(place.Expression, type) && !NeedsTypeCheck(place) && !IsInitOnly(place.Expression)
            && (mayWait || IsFreePlace(place.Expression, place.IsChecked, NoWrites)))
        {
            Emit(Expression.Assign(place.Expression, Coercion.To(value, place.Expression.Type)));
            return;
        }
        var reference = ToReferenceOf(address, type);
        value = Coercion.To(value, ReferenceElement(reference));
        if (mayWait && SpanAccessOf(reference) is { } element && element.Arguments[0].Type.GetGenericTypeDefinition() == typeof(Span<>))
            Emit(Expression.Call(typeof(SpanAccess), nameof(SpanAccess.Store), element.Method.GetGenericArguments(), [.. element.Arguments, value]));
        else
            Emit(ReferenceCall(nameof(ByRef.Store), reference, value));
    }

    /// <summary>An address as an expression of type <see cref="ByRef{T}"/>.</summary>
    private Expression ToReference(StackEntry address, Type element)
    {
        if (address is Value pointer)
            return Expression.Call(typeof(ByRef), nameof(ByRef.At), [StackKinds.Representation(element)], Coercion.To(pointer.Expression, typeof(long)));
        var reference = ToReference(address);
        var from = ReferenceElement(reference);
        var to = StackKinds.Representation(element);
        return from == to ? reference : Expression.Call(typeof(ByRef), nameof(ByRef.As), [from, to], reference);
    }

    private Expression ToReference(StackEntry address)
    {
        switch (address)
        {
            case Reference reference:
                return reference.Expression;
            case Place place:
                return ToReference(place);
            default:
                throw Refuse("an address that is a number", "Use references, arrays or spans");
        }
    }

    private Expression ToReference(Place place)
    {
        if (place.Expression.Type.IsByRefLike)
            throw Refuse("a reference to a ref struct", "Pass the struct itself");
        if (place.Expression is MemberExpression { Member: FieldInfo { IsInitOnly: true } field } member)
            return FieldAddress.Of(field, member.Expression, owner => ToReference(new Place(owner)));
        if (Effects.Root(place.Expression) is { } root)
            _variables.Escape(root);
        return Expression.Call(typeof(ByRef), nameof(ByRef.Of), [place.Expression.Type], place.Expression);
    }

    private static Type ReferenceElement(Expression reference) => reference.Type.GetGenericArguments()[0];

    // An instruction may name another type of the same size, which then only says how the value is widened.
    private Expression ToReferenceOf(StackEntry address, Type type)
    {
        if (address is Reference reference && SameBits(reference.Element, type))
            return reference.Expression;
        return ToReference(address, type);
    }

    private static bool Names(Expression place, Type type) => SameBits(place.Type, type);

    private static bool SameBits(Type place, Type type)
    {
        if (place == type)
            return true;
        var kind = StackKinds.Of(type);
        return kind switch
        {
            StackKind.Object => StackKinds.Of(place) == StackKind.Object,
            StackKind.Int32 => StackKinds.Of(place) == kind && StackKinds.SizeOf(place) == StackKinds.SizeOf(type),
            StackKind.Int64 => StackKinds.Of(place) == kind,
            _ => false,
        };
    }

    private static Expression Narrowed(Expression value, Type type)
    {
        if (StackKinds.Of(type) != StackKind.Int32 || StackKinds.SizeOf(type) == 4 || value.Type.IsEnum)
            return value;
        return StackKinds.IsZeroExtended(type) == StackKinds.IsZeroExtended(value.Type) ? value : Coercion.To(value, type);
    }

    // Addresses of elements are exact, as arrays are not (ECMA-335, III.4.9): reading an element would not check.
    private static bool NeedsTypeCheck(Place place) => !place.IsChecked && place.Expression is IndexExpression { Type.IsValueType: false };

    private static bool IsInitOnly(Expression place) => place is MemberExpression { Member: FieldInfo { IsInitOnly: true } };

    private static MethodCallExpression? SpanAccessOf(Expression reference) =>
        reference is MethodCallExpression { Method: { Name: nameof(SpanAccess.At) } method } call && method.DeclaringType == typeof(SpanAccess) ? call : null;
}
