namespace Xcs.Lifting;

/// <summary>
/// Immediate dominators of a flow graph whose nodes are numbered in reverse postorder, entry 0. Source: Cooper, Harvey and Kennedy,
/// "A Simple, Fast Dominance Algorithm" (2001).
/// </summary>
internal sealed class Dominators
{
    private readonly int[] _immediate;

    /// <param name="predecessors">For each node those that lead to it.</param>
    public Dominators(IReadOnlyList<List<int>> predecessors)
    {
        _immediate = new int[predecessors.Count];
        Array.Fill(_immediate, -1);
        _immediate[0] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var node = 1; node < predecessors.Count; node++)
            {
                var dominator = -1;
                foreach (var predecessor in predecessors[node])
                    if (_immediate[predecessor] >= 0)
                        dominator = dominator < 0 ? predecessor : Common(predecessor, dominator);
                changed |= _immediate[node] != dominator;
                _immediate[node] = dominator;
            }
        }
    }

    /// <summary>The closest node that is on every way to a node; the entry's is itself.</summary>
    public int Immediate(int node) => _immediate[node];

    /// <summary>Whether every way to <paramref name="node"/> passes <paramref name="dominator"/>.</summary>
    public bool Dominates(int dominator, int node)
    {
        while (node > dominator)
            node = _immediate[node];
        return node == dominator;
    }

    private int Common(int one, int other)
    {
        while (one != other)
        {
            while (one > other)
                one = _immediate[one];
            while (other > one)
                other = _immediate[other];
        }
        return one;
    }
}
