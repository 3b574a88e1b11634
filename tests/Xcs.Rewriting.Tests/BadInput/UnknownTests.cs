namespace Xcs.Rewriting.Tests;

public class UnknownTests
{
    private static readonly NodeId NoNode = new(new WarpId(0), 4000);
    private static readonly NodeId NoWarp = new(new WarpId(9), 0);
    private static readonly EdgeId NoEdge = new(new WarpId(0), 4000);

    public static TheoryData<string> Attempts => [.. All.Keys];

    // What is tried, and which fault it is.
    private static Dictionary<string, (Fault Fault, Action<Yard> Attempt)> All => new()
    {
        ["enqueue at an unknown node"] = (Fault.UnknownNode, static yard => yard.World.Enqueue(yard.World.Register(Any()), yard.Warp, NoNode)),
        ["enqueue at the greatest index"] = (Fault.UnknownNode, static yard => yard.World.Enqueue(yard.World.Register(Any()), yard.Warp, yard.Node(uint.MaxValue))),
        ["enqueue at a node of another warp"] = (Fault.ForeignWarp, static yard => yard.World.Enqueue(yard.World.Register(Any()), yard.Warp, NoWarp)),
        ["enqueue in a null warp"] = (Fault.UnknownWarp, static yard => yard.World.Enqueue(yard.World.Register(Any()), null!, yard.Node(1))),
        ["enqueue in another world's warp"] = (Fault.UnknownWarp, static yard => WithOther(other => yard.World.Enqueue(yard.World.Register(Any()), other.Warp, yard.Node(1)))),
        ["enqueue an unregistered rule"] = (Fault.UnknownRule, static yard => yard.World.Enqueue(Any(), yard.Warp, yard.Node(1))),
        ["enqueue another world's rule"] = (Fault.UnknownRule, static yard => WithOther(other => yard.World.Enqueue(other.World.Register(Any()), yard.Warp, yard.Node(1)))),
        ["enqueue null"] = (Fault.UnknownRule, static yard => yard.World.Enqueue(null!, yard.Warp, yard.Node(1))),
        ["enqueue everywhere an unregistered rule"] = (Fault.UnknownRule, static yard => yard.World.EnqueueAll(Any(), yard.Warp)),
        ["enqueue everywhere in null"] = (Fault.UnknownWarp, static yard => yard.World.EnqueueAll(yard.World.Register(Any()), null!)),
        ["activate an unregistered rule"] = (Fault.UnknownRule, static yard => yard.World.Activate(Any(), yard.Warp)),
        ["activate in null"] = (Fault.UnknownWarp, static yard => yard.World.Activate(yard.World.Register(Any()), null!)),
        ["deactivate an unregistered rule"] = (Fault.UnknownRule, static yard => yard.World.Deactivate(Any(), yard.Warp)),
        ["register twice"] = (Fault.Duplicate, static yard => yard.World.Register(yard.World.Register(Any()))),
        ["register a name twice"] = (Fault.Duplicate, static yard => (yard.World.Register(Any()), yard.World.Register(Any())).ToString()),
        ["register null"] = (Fault.BadArgument, static yard => yard.World.Register<Rule>(null!)),
        ["a rule without a name"] = (Fault.BadArgument, static _ => GC.KeepAlive(new Probe(" "))),
        ["a warp twice"] = (Fault.Duplicate, static yard => yard.World.CreateWarp("yard")),
        ["a warp without a name"] = (Fault.BadArgument, static yard => yard.World.CreateWarp("")),
        ["a warp below an unknown node"] = (Fault.UnknownNode, static yard => yard.World.CreateWarp("x", NoNode)),
        ["a warp below an unknown warp"] = (Fault.UnknownWarp, static yard => yard.World.CreateWarp("x", NoWarp)),
        ["an unknown warp's name"] = (Fault.UnknownWarp, static yard => yard.World.Warp("nowhere")),
        ["a node type without a name"] = (Fault.BadArgument, static yard => yard.World.NodeType("")),
        ["an edge type without a name"] = (Fault.BadArgument, static yard => yard.World.EdgeType(null!)),
        ["an attachment without a name"] = (Fault.BadArgument, static yard => yard.World.NodeAttachment<int>("\t")),
        ["an attachment of another type"] = (Fault.WrongAttachment, static yard => yard.World.NodeAttachment<float>("heat")),
        ["an attachment of the same size"] = (Fault.WrongAttachment, static yard => yard.World.NodeAttachment<uint>("heat")),
        ["an attachment of other owners"] = (Fault.WrongAttachment, static yard => yard.World.EdgeAttachment<int>("heat")),
        ["bytes for an attachment of structs"] = (Fault.WrongAttachment, static yard => yard.World.NodeBytes("heat")),
        ["structs for an attachment of bytes"] = (Fault.WrongAttachment, static yard => yard.World.NodeAttachment<int>("label")),
        ["a struct with padding"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<Padded>("padded")),
        ["a struct with padding at its end"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<PaddedEnd>("padded")),
        ["a struct with a native integer"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<nint>("native")),
        ["a struct with a native integer inside"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<Native>("native")),
        ["a struct with overlapping fields"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<Overlap>("overlap")),
        ["an empty struct"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<Empty>("empty")),
        ["a struct that is too big"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<Big>("big")),
        ["a decimal"] = (Fault.UnfitPayload, static yard => yard.World.NodeAttachment<Opaque>("opaque")),
        ["no rounds"] = (Fault.BadArgument, static yard => yard.World.Tick(rounds: 0)),
        ["negative rounds"] = (Fault.BadArgument, static yard => yard.World.Tick(rounds: int.MinValue)),
        ["edit nothing"] = (Fault.BadArgument, static yard => yard.World.Edit(yard.Warp, null!)),
        ["edit a null warp"] = (Fault.UnknownWarp, static yard => yard.World.Edit(null!, static _ => { })),
        ["edit another world's warp"] = (Fault.UnknownWarp, static yard => WithOther(other => yard.World.Edit(other.Warp, static _ => { }))),
        ["read a null warp"] = (Fault.UnknownWarp, static yard => yard.World.Read(null!)),
        ["read a value that is not there"] = (Fault.NoValue, static yard => yard.Read().Get(yard.Plain, yard.Node(1))),
        ["read a value of an unknown node"] = (Fault.NoValue, static yard => yard.Read().Get(yard.Heat, NoNode)),
        ["read the type of an unknown node"] = (Fault.UnknownNode, static yard => yard.Read().TypeOf(NoNode)),
        ["read an unknown edge"] = (Fault.UnknownEdge, static yard => yard.Read().EdgeOf(NoEdge)),
        ["read another warp's node"] = (Fault.ForeignWarp, static yard => yard.Read().Exists(NoWarp)),
        ["read another world's attachment"] = (Fault.WrongAttachment, static yard => WithOther(other => yard.Read().Has(other.Heat, yard.Node(1)))),
        ["read an edge's attachment at a node"] = (Fault.WrongAttachment, static yard => yard.Read().Has(yard.Weight, yard.Node(1))),
        ["read a node's attachment at an edge"] = (Fault.WrongAttachment, static yard => yard.Read().Has(yard.Heat, yard.Edge(1))),
        ["read null"] = (Fault.BadArgument, static yard => yard.Read().Has(null!, yard.Node(1))),
        ["jump before the beginning"] = (Fault.UnknownTick, static yard => yard.World.JumpTo(0)),
        ["jump after the end"] = (Fault.UnknownTick, static yard => yard.World.JumpTo(99)),
        ["replay null"] = (Fault.BadArgument, static _ => World.Replay(null!)),
        ["a receipt that is not there"] = (Fault.BadArgument, static yard => yard.World.Ledger!.Receipt(1)),
        ["a negative receipt"] = (Fault.BadArgument, static yard => yard.World.Ledger!.Receipt(-1)),
        ["a ledger of another world"] = (Fault.Ledger, static yard => new World(new WorldOptions { Ledger = yard.World.Ledger }).Dispose()),
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public void IsATypedErrorAndChangesNothing(string attempt)
    {
        using var yard = new Yard();
        var (fault, act) = All[attempt];
        var thrown = yard.Refuses(fault, () => act(yard));
        Assert.False(string.IsNullOrWhiteSpace(thrown.Mend));
        Assert.Equal(yard.World.CurrentTick + 1, yard.World.Tick().Tick);
    }

    [Fact]
    public void NamesThatAreEqualGiveWhatIsThere()
    {
        using var yard = new Yard();
        Assert.Equal(yard.Type, yard.World.NodeType("post"));
        Assert.Equal(yard.Near, yard.World.EdgeType("near"));
        Assert.Same(yard.Heat, yard.World.NodeAttachment<int>("heat"));
        Assert.Same(yard.Label, yard.World.NodeBytes("label"));
        Assert.Same(yard.Warp, yard.World.Warp("yard"));
    }

    private static Probe Any() => new("any");

    private static void WithOther(Action<Yard> use)
    {
        using var other = new Yard();
        use(other);
    }

    private record struct Padded(byte A, int B);

    private record struct PaddedEnd(int A, byte B);

    private record struct Native(long A, nuint B);

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
    private struct Overlap
    {
        [System.Runtime.InteropServices.FieldOffset(0)]
        public int A;

        [System.Runtime.InteropServices.FieldOffset(0)]
        public float B;
    }

    private struct Empty;

    private unsafe struct Big
    {
        public fixed byte Bytes[1025];
    }

    /// <summary>A gap that no field covers.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Size = 16)]
    private record struct Opaque(long A);
}
