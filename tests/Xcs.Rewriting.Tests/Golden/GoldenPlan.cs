namespace Xcs.Rewriting.Tests;

/// <summary>
/// Two warps with 120 nodes each, and one below them, whose rules write, join, grow, cut, delete, hang warps and ask for each other: what the golden hashes
/// are of. Never changed.
/// </summary>
internal static class GoldenPlan
{
    public const int Ticks = 5;
    public const int Size = 120;

    public static Kit Kit { get; } = new();

    public static Script[] Scripts { get; } =
    [
        new("spread", [new Condition.ValueIs(0, 2, 1)], [new Act.SetOut(Kit, 1, 0, 1), new Act.SetSelf(Kit, 2, 2)]),
        new("chain", [new Condition.HasOut(2, true)], [new Act.SetOut(Kit, 2, 1, 3), new Act.SetEdges(Kit, 2, 5, 4)]),
        new("grow", [new Condition.HasIn(1, true)], [new Act.SetSelf(Kit, 4, 5), new Act.Grow(Kit, 2, 1, 3, 0, 3, 1)]),
        new("cut", [new Condition.TypeIs(2)], [new Act.SetEdgesIn(Kit, 0, 7, 6), new Act.CutOut(1)]),
        new("skip", [new Condition.NeighbourHas(1, 2, true)], [new Act.Skip(Kit, 2, 6), new Act.Ask(1, true)]),
        new("die", [new Condition.ValueIs(4, 5, 1)], [new Act.Die()]),
        new("hang", [new Condition.TypeIs(3)], [new Act.Hang(1)]),
        new("look up", [new Condition.PortalIs(0, 2, 0)], [new Act.SetSelf(Kit, 3, 7)]),
        new("speak", [new Condition.Port(3, true, true)], [new Act.SetSelf(Kit, 0, 8)]),
    ];

    public static void Populate(uint warp, IScriptDelta delta)
    {
        var nodes = new List<Row>();
        for (uint k = 0; k < Size; k++)
        {
            nodes.Add(delta.CreateNode(k % 29 == 7 ? 3 : 1 + (int)(k % 2)));
            foreach (var attachment in Kit.NodePayloads)
            {
                if (Mix.Of(warp, k, (uint)attachment) is var value && value % 2 == 0)
                    delta.SetOfNode(attachment, nodes[^1], Kit.Value(attachment, value));
            }
        }

        for (uint k = 0; k < 2 * Size; k++)
        {
            var draw = Mix.Of(warp, k, 99);
            var edge = delta.CreateEdge(1 + (int)(k % 2), nodes[(int)(k % Size)], nodes[(int)(draw % Size)]);
            foreach (var attachment in Kit.EdgePayloads)
            {
                if (Mix.Of(warp, k, 100 + (uint)attachment) is var value && value % 3 == 0)
                    delta.SetOfEdge(attachment, edge, Kit.Value(attachment, value));
            }
        }
    }

    /// <summary>What is asked for before a tick; some of it twice.</summary>
    public static IEnumerable<(int Rule, Row Node)> Asked(int tick)
    {
        for (uint warp = 0; warp < 3; warp++)
        {
            for (uint k = 0; k < Size; k++)
            {
                var draw = Mix.Of(warp, k, 1000 + (uint)tick);
                yield return ((int)(draw % (uint)Scripts.Length), new Row(warp, k));
                yield return ((int)(draw / 16 % (uint)Scripts.Length), new Row(warp, draw / 256 % Size));
            }
        }
    }
}
