using System.Linq.Expressions;
using Xcs.Lifting;

namespace Xcs.Kernels.Programs;

/// <content>References: expression trees cannot assign readonly fields, so lifted constructors store through references to them.</content>
internal sealed partial class KernelLowering
{
    private bool TryStoreByReference(MethodCallExpression call)
    {
        if (call.Method.DeclaringType != typeof(ByRef) || call.Method.Name != nameof(ByRef.Store) || Referenced(call.Arguments[0]) is not { } place)
            return false;
        Store(place, Value(call.Arguments[1]));
        return true;
    }

    /// <summary>The place that a reference points to; null where it is unknown.</summary>
    private LoweredValue? Referenced(Expression reference)
    {
        if (reference is not MethodCallExpression call || call.Method.DeclaringType != typeof(ByRef))
            return null;
        return call.Method.Name switch
        {
            nameof(ByRef.Of) => Place(call.Arguments[0]),
            nameof(ByRef.Part) when call.Arguments[1] is ConstantExpression { Value: nint offset } => PartAt(Referenced(call.Arguments[0]), (int)offset, call.Method.GetGenericArguments()[1]),
            _ => null,
        };
    }

    // What lifting makes of references that have no name.
    private static bool IsReference(Type? type) => type?.Assembly == typeof(ByRef).Assembly && type.Namespace == typeof(ByRef).Namespace;

    private KernelException RefuseReference() =>
        Refuse("a reference that may point to several things, or to the bits of another type", "Use the variable itself, and BitConverter for the bits of a number.");

    private static LoweredValue? PartAt(LoweredValue? place, int offset, Type type) =>
        place is Aggregate owner && KernelTypes.FieldsOf(owner.Type).FirstOrDefault(f => f.Offset == offset && StackKinds.Representation(f.Type) == type) is { } field ? owner[field.Name] : null;
}
