namespace Xcs.Rewriting.Tests;

public class GuardTests
{
    private static readonly WorldOptions Guarded = new() { Workers = 1, Guard = GuardMode.On };

    /// <summary>Every kind of access, each of them missing from the footprint; what the message must say.</summary>
    public static TheoryData<string, string> Lies => new()
    {
        { "read heat", "read heat of node 0:3" },
        { "has heat", "read heat of node 0:3" },
        { "read label", "read label of node 0:3" },
        { "read weight", "read weight of edge 0:3" },
        { "read edge", "read ends of edge 0:3" },
        { "edge exists", "read existence of edge 0:3" },
        { "node exists", "read existence of node 0:3" },
        { "read type", "read type of node 0:3" },
        { "read out", "read edges out of node 0:3" },
        { "read in", "read edges in of node 0:3" },
        { "write heat", "write heat of node 0:3" },
        { "remove heat", "write heat of node 0:3" },
        { "write label", "write label of node 0:3" },
        { "write weight", "write weight of edge 0:3" },
        { "remove weight", "write weight of edge 0:3" },
        { "retype", "retype of node 0:3" },
        { "delete node", "delete of node 0:3" },
        { "delete edge", "delete edge 0:3" },
        { "link out", "link out of node 0:3" },
        { "link in", "link in of node 0:3" },
        { "portal", "portal of node 0:3" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void AccessOutsideTheFootprintIsNamed(string access, string expected)
    {
        using var yard = new Yard(options: Guarded);
        var liar = new Probe("liar") { Claims = (_, node, footprint) => ClaimOthers(yard, footprint), Does = (view, _, delta) => Do(yard, access, view, delta) };
        Expect(yard, liar, expected);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void AccessIsNamedWhenTheRuleCatchesTheError(string access, string expected)
    {
        using var yard = new Yard(options: Guarded);
        var liar = new Probe("liar")
        {
            Claims = (_, node, footprint) => ClaimOthers(yard, footprint),
            Does = (view, _, delta) =>
            {
                try
                {
                    Do(yard, access, view, delta);
                }
                catch (FootprintException)
                {
                    // as if nothing had happened
                }
            },
        };
        Expect(yard, liar, expected);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void AccessIsNamedWhenTheRuleThrowsAnotherError(string access, string expected)
    {
        using var yard = new Yard(options: Guarded);
        var liar = new Probe("liar")
        {
            Claims = (_, node, footprint) => ClaimOthers(yard, footprint),
            Does = (view, _, delta) =>
            {
                try
                {
                    Do(yard, access, view, delta);
                }
                catch (FootprintException exception)
                {
                    throw new InvalidOperationException("mine", exception);
                }
            },
        };
        var thrown = Expect(yard, liar, expected);
        Assert.IsType<InvalidOperationException>(thrown.InnerException);
    }

    [Theory]
    [InlineData("read heat", "read heat of node 0:3")]
    [InlineData("read out", "read edges out of node 0:3")]
    [InlineData("read type", "read type of node 0:3")]
    [InlineData("read weight", "read weight of edge 0:3")]
    public void WhatMatchReadsMustBeNamedToo(string access, string expected)
    {
        using var yard = new Yard(options: Guarded);
        var liar = new Probe("liar")
        {
            Matches = (view, _) =>
            {
                Do(yard, access, view, null!);
                return true;
            },
            Claims = (_, node, footprint) => ClaimOthers(yard, footprint),
        };
        Expect(yard, liar, expected);
    }

    [Fact]
    public void AnHonestRulePassesWithTheGuardOn()
    {
        using var yard = new Yard(options: Guarded);
        var honest = new Probe("honest")
        {
            Claims = (_, node, footprint) =>
            {
                footprint.Write(yard.Heat, node);
                footprint.Delete(node);
            },
            Does = (view, node, delta) =>
            {
                delta.Set(yard.Heat, node, view.Get(yard.Heat, node));
                delta.Delete(node);
            },
        };
        Assert.Equal(1, yard.Run(honest, 5).Accepted);
        Assert.False(yard.Read().Exists(yard.Node(5)));
    }

    [Fact]
    public void WithoutTheGuardALieGoesThrough()
    {
        using var yard = new Yard();
        var liar = new Probe("liar") { Does = (_, node, delta) => delta.Set(yard.Heat, node, 77) };
        Assert.Equal(1, yard.Run(liar, 3).Accepted);
        Assert.Equal(77, yard.Read().Get(yard.Heat, yard.Node(3)));
    }

    [Fact]
    public void EditsAreNotGuarded()
    {
        using var yard = new Yard(options: Guarded);
        yard.Run(new Probe("any") { Claims = (_, node, footprint) => footprint.Read(node) }, 1);
        yard.World.Edit(yard.Warp, delta =>
        {
            delta.CreateEdge(yard.Near, yard.Node(4), yard.Node(5));
            delta.Delete(yard.Node(6));
            delta.Set(yard.Heat, yard.Node(7), 5);
        });
        Assert.Equal(5, yard.Read().Get(yard.Heat, yard.Node(7)));
    }

    private static FootprintException Expect(Yard yard, Probe liar, string access)
    {
        yard.World.Register(liar);
        yard.World.Enqueue(liar, yard.Warp, yard.Node(1));
        var thrown = yard.Refuses<FootprintException>(() => yard.World.Tick());
        Assert.Equal(Fault.OutsideFootprint, thrown.Fault);
        Assert.Same(liar, thrown.Offender);
        Assert.Equal(yard.Node(1), thrown.Scope);
        Assert.Equal(access, thrown.Access);
        Assert.Contains("liar", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("node 0:1", thrown.Message, StringComparison.Ordinal);
        return thrown;
    }

    // Everything at other nodes, nothing of node 3 and edge 3.
    private static void ClaimOthers(Yard yard, Footprint footprint)
    {
        footprint.Create(nodes: 1, edges: 4);
        foreach (var other in new[] { 1, 8 })
        {
            footprint.Write(yard.Node(other));
            footprint.Link(yard.Node(other), yard.Node(other));
            footprint.Write(yard.Heat, yard.Node(other));
            footprint.WritePort(yard.Node(other), 3);
        }

        footprint.WritePort(yard.Node(3), 3);
    }

    private static void Do(Yard yard, string access, View view, Delta delta)
    {
        var (node, edge, other) = (yard.Node(3), yard.Edge(3), yard.Node(8));
        switch (access)
        {
            case "read heat": view.Get(yard.Heat, node); break;
            case "has heat": view.Has(yard.Heat, node); break;
            case "read label": view.GetBytes(yard.Label, node); break;
            case "read weight": view.TryGet(yard.Weight, edge, out _); break;
            case "read edge": view.EdgeOf(edge); break;
            case "edge exists": view.Exists(edge); break;
            case "node exists": view.Exists(node); break;
            case "read type": view.TypeOf(node); break;
            case "read out": view.FirstOut(node, yard.Near, out _); break;
            case "read in": view.In(node).Count(); break;
            case "write heat": delta.Set(yard.Heat, node, 1); break;
            case "remove heat": delta.Remove(yard.Heat, node); break;
            case "write label": delta.Set(yard.Label, node, "x"u8); break;
            case "write weight": delta.Set(yard.Weight, edge, 1); break;
            case "remove weight": delta.Remove(yard.Weight, edge); break;
            case "retype": delta.SetType(node, yard.Other); break;
            case "delete node": delta.Delete(node); break;
            case "delete edge": delta.Delete(edge); break;
            case "link out": delta.CreateEdge(yard.Far, node, other); break;
            case "link in": delta.CreateEdge(yard.Far, other, node); break;
            case "portal": delta.CreateWarp("below", node); break;
        }
    }
}
