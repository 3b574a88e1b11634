using System.Collections;

namespace Xcs.Planning;

/// <summary>Waves as lists of node ids, each made when it is asked for.</summary>
/// <param name="table">The waves.</param>
/// <param name="selected">The numbers of the waves in the list; all of them where it is null.</param>
internal sealed class WaveList(WaveTable table, int[]? selected = null) : IReadOnlyList<IReadOnlyList<NodeId>>
{
    public int Count => selected?.Length ?? table.WaveCount;

    public IReadOnlyList<NodeId> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var wave = selected?[index] ?? index;
            return new NodeIdList(table.Order, table.Starts[wave], table.Starts[wave + 1] - table.Starts[wave]);
        }
    }

    /// <summary>The waves of more than one node.</summary>
    public static WaveList Groups(WaveTable table) =>
        new(table, [.. Enumerable.Range(0, table.WaveCount).Where(wave => table.Starts[wave + 1] - table.Starts[wave] > 1)]);

    public IEnumerator<IReadOnlyList<NodeId>> GetEnumerator()
    {
        for (var k = 0; k < Count; k++)
            yield return this[k];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
