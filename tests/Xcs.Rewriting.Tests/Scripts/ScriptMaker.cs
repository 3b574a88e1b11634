namespace Xcs.Rewriting.Tests;

/// <summary>Random scripts that are honest about what they touch.</summary>
internal sealed class ScriptMaker(Random random, Kit kit)
{
    public const int NodeTypes = 3;
    public const int EdgeTypes = 2;

    /// <summary>Nodes of this type get a warp hung below them once.</summary>
    public const int Seed = NodeTypes + 1;

    public List<Script> Make(int count)
    {
        var scripts = new List<Script>();
        for (var number = 0; number < count; number++)
            scripts.Add(MakeOne(number, count));
        scripts.Add(new Script("hang", [new Condition.TypeIs(Seed)], [new Act.Hang(1)]));
        return scripts;
    }

    private Script MakeOne(int number, int count)
    {
        var conditions = new List<Condition>();
        for (var left = random.Next(3); left > 0; left--)
            conditions.Add(MakeCondition());
        var destroys = random.Next(3) == 0;
        var acts = new List<Act>();
        for (var left = random.Next(1, 4); left > 0; left--)
            acts.Add(MakeAct(count, destroys));
        return new Script($"rule {number}", conditions, [.. acts.OrderBy(static act => act.Phase)]);
    }

    private Condition MakeCondition() => random.Next(11) switch
    {
        0 => new Condition.TypeIs(AnyNodeType()),
        1 => new Condition.Has(OfNode(), AnyBool()),
        2 or 3 => new Condition.ValueIs(OfNode(), 3, (uint)random.Next(3)),
        4 => new Condition.HasOut(AnyEdgeType(orAll: true), AnyBool()),
        5 => new Condition.HasIn(AnyEdgeType(orAll: true), AnyBool()),
        6 => new Condition.NeighbourHas(AnyEdgeType(orAll: true), OfNode(), AnyBool()),
        7 => new Condition.NobodyBefore(AnyEdgeType(orAll: true), AnyNodeType()),
        8 => new Condition.EdgeHas(AnyEdgeType(orAll: true), OfEdge(), AnyBool()),
        9 => new Condition.PortalIs(OfNode(), 2, (uint)random.Next(2)),
        _ => new Condition.Port(random.Next(8), AnyBool(), AnyBool()),
    };

    private Act MakeAct(int rules, bool destroys)
    {
        switch (random.Next(destroys ? 13 : 12))
        {
            case 0 or 1:
                return new Act.SetSelf(kit, OfNode(), (uint)random.Next(4));
            case 2 or 3:
                return new Act.SetOut(kit, AnyEdgeType(orAll: true), OfNode(), (uint)random.Next(4));
            case 4:
                return new Act.RemoveSelf(OfNode());
            case 5:
                return new Act.SetEdges(kit, AnyEdgeType(orAll: true), OfEdge(), (uint)random.Next(4));
            case 6:
                return new Act.SetEdgesIn(kit, AnyEdgeType(orAll: true), OfEdge(), (uint)random.Next(4));
            case 7:
                return new Act.RemoveEdgeValue(AnyEdgeType(orAll: true), OfEdge());
            case 8:
                return new Act.Retype(AnyNodeType());
            case 9:
                return new Act.Ask(random.Next(rules), AnyBool());
            case 10:
                return destroys ? new Act.CutOut(AnyEdgeType(orAll: true)) : MakeGrow(rules);
            case 11:
                return destroys ? new Act.CutIn(AnyEdgeType(orAll: true)) : new Act.Skip(kit, AnyEdgeType(orAll: false), OfEdge());
            default:
                return AnyBool() ? new Act.Die() : new Act.KillOut(AnyEdgeType(orAll: true));
        }
    }

    // Now and then rows are announced by the thousand, so that the next ones lie in other shards.
    private Act.Grow MakeGrow(int rules) => new(
        kit, AnyNodeType(), AnyEdgeType(orAll: false), OfNode(), random.Next(rules), random.Next(20) == 0 ? random.Next(9000) : random.Next(3), random.Next(20) == 0 ? 5000 : random.Next(2));

    private int AnyNodeType() => random.Next(1, NodeTypes + 1);

    private int AnyEdgeType(bool orAll) => random.Next(orAll ? 0 : 1, EdgeTypes + 1);

    private int OfNode() => kit.NodePayloads[random.Next(kit.NodePayloads.Count)];

    private int OfEdge() => kit.EdgePayloads[random.Next(kit.EdgePayloads.Count)];

    private bool AnyBool() => random.Next(2) == 0;
}
