namespace Xcs;

/// <summary>Names a node of one graph. Ids are dense, start at 0 and follow program order: an edge always leads from a lower to a higher id.</summary>
/// <param name="Value">The position of the node in program order.</param>
public readonly record struct NodeId(int Value) : IComparable<NodeId>
{
    /// <inheritdoc/>
    public int CompareTo(NodeId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => $"%{Value}";

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> in program order.</summary>
    public static bool operator <(NodeId left, NodeId right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> in program order.</summary>
    public static bool operator >(NodeId left, NodeId right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or comes before it in program order.</summary>
    public static bool operator <=(NodeId left, NodeId right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or comes after it in program order.</summary>
    public static bool operator >=(NodeId left, NodeId right) => left.Value >= right.Value;
}
