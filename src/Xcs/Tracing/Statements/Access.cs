using System.Reflection;

namespace Xcs.Tracing.Statements;

/// <summary>One thing that a node does to memory that other nodes can see.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where: a place of <see cref="PointsTo"/>.</param>
/// <param name="Type">The type of the object; objects from outside are told apart by it.</param>
/// <param name="Member">The only field concerned; null for any part.</param>
/// <param name="IsDeep">Whether objects reachable from this one are meant too.</param>
internal readonly record struct Access(AccessKind Kind, int Place, Type Type, MemberInfo? Member = null, bool IsDeep = false)
{
    /// <summary>Whether the two must keep their order.</summary>
    public bool Conflicts(Access other)
    {
        if ((Kind == AccessKind.Read && other.Kind == AccessKind.Read) || Place != other.Place)
            return false;
        if (Place == PointsTo.Outside && !MayMeet(other))
            return false;
        return Member is null || other.Member is null || IsSame(Member, other.Member);
    }

    // Objects from outside are the same one only if one's type fits the other's. What writes, or reads before something that writes, may
    // also reach the other's object through its own.
    private bool MayMeet(Access other)
    {
        if (Type.IsAssignableFrom(other.Type) || other.Type.IsAssignableFrom(Type))
            return true;
        return (Kind == AccessKind.Write || other.Kind == AccessKind.Write) && (IsDeep || other.IsDeep);
    }

    private static bool IsSame(MemberInfo first, MemberInfo second) =>
        first.MetadataToken == second.MetadataToken && first.Module == second.Module;
}
