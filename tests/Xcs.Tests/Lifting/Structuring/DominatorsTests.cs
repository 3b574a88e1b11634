using Xcs.Lifting;

namespace Xcs.Tests.Lifting.Structuring;

public class DominatorsTests
{
    [Fact]
    public void ADiamondMeetsUnderItsTop()
    {
        var dominators = new Dominators([[], [0], [0], [1, 2]]);
        Assert.Equal([0, 0, 0, 0], Enumerable.Range(0, 4).Select(dominators.Immediate));
        Assert.False(dominators.Dominates(1, 3));
    }

    [Fact]
    public void RandomGraphsAgreeWithTheDefinition()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var predecessors = RandomGraph(new Random(seed));
            var dominators = new Dominators(predecessors);
            for (var node = 0; node < predecessors.Count; node++)
                for (var other = 0; other < predecessors.Count; other++)
                    Assert.True(dominators.Dominates(other, node) == !IsReachableWithout(predecessors, node, other), $"seed {seed}: {other} and {node}");
        }
    }

    // Nodes are in reverse postorder if each has a predecessor before it and back edges lead to whatever they like.
    private static List<List<int>> RandomGraph(Random random)
    {
        var predecessors = Enumerable.Range(0, random.Next(2, 12)).Select(node => node == 0 ? new List<int>() : [random.Next(node)]).ToList();
        for (var extra = random.Next(12); extra > 0; extra--)
        {
            var (from, to) = (random.Next(predecessors.Count), random.Next(1, predecessors.Count));
            if (!predecessors[to].Contains(from))
                predecessors[to].Add(from);
        }
        return predecessors;
    }

    private static bool IsReachableWithout(List<List<int>> predecessors, int node, int without)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([node]);
        while (open.TryPop(out var next))
            if (next != without && seen.Add(next))
            {
                if (next == 0)
                    return true;
                foreach (var predecessor in predecessors[next])
                    open.Push(predecessor);
            }
        return false;
    }
}
