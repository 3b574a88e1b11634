using System.Collections;

namespace Xcs.Planning;

/// <summary>A stretch of an array of node numbers as a list of ids: nothing is copied.</summary>
internal sealed class NodeIdList(int[] nodes, int start, int count) : IReadOnlyList<NodeId>
{
    public int Count => count;

    public NodeId this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return new NodeId(nodes[start + index]);
        }
    }

    public IEnumerator<NodeId> GetEnumerator()
    {
        for (var k = 0; k < count; k++)
            yield return new NodeId(nodes[start + k]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
