namespace Xcs.Rewriting.Tests;

public class ValueTests
{
    public static TheoryData<ulong> NaNs => [0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0000, 0x7FF0_0000_0000_0001, 0xFFFF_FFFF_FFFF_FFFF, 0x7FF8_DEAD_BEEF_0000];

    [Theory]
    [MemberData(nameof(NaNs))]
    public void EveryNaNIsOneNaN(ulong bits)
    {
        using var expected = new Floats(double.NaN, float.NaN, Half.NaN);
        using var floats = new Floats(
            BitConverter.UInt64BitsToDouble(bits), BitConverter.UInt32BitsToSingle((uint)(bits >> 32) | 0x7F80_0001), BitConverter.UInt16BitsToHalf((ushort)((bits >> 48) | 0x7C01)));
        Assert.Equal(expected.World.StateRoot, floats.World.StateRoot);
        Assert.Equal(expected.World.CommitHash, floats.World.CommitHash);
        Assert.Equal(0x7FF8_0000_0000_0000UL, BitConverter.DoubleToUInt64Bits(floats.Read().Double));
        Assert.Equal(0x7FC0_0000U, BitConverter.SingleToUInt32Bits(floats.Read().Single));
    }

    [Fact]
    public void MinusZeroIsZero()
    {
        using var expected = new Floats(0, 0, Half.Zero);
        using var floats = new Floats(-0.0, -0.0f, Half.NegativeZero);
        Assert.Equal(expected.World.CommitHash, floats.World.CommitHash);
        Assert.False(double.IsNegative(floats.Read().Double));
    }

    [Fact]
    public void InfinitiesAndTheSmallestNumbersStayWhatTheyAre()
    {
        using var floats = new Floats(double.NegativeInfinity, float.Epsilon, Half.NegativeInfinity);
        Assert.Equal((double.NegativeInfinity, float.Epsilon, Half.NegativeInfinity), (floats.Read().Double, floats.Read().Single, floats.Read().Half));
    }

    [Fact]
    public void WritingAnotherNaNChangesNothing()
    {
        using var floats = new Floats(double.NaN, 1, Half.One);
        var root = floats.World.StateRoot;
        floats.Write(BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_1234), 1, Half.One);
        Assert.Equal(root, floats.World.StateRoot);
    }

    [Fact]
    public void AnEmptyStringIsNotNone()
    {
        using var yard = new Yard();
        var before = yard.World.StateRoot;
        yard.World.Edit(yard.Warp, delta => delta.Set(yard.Note, yard.Edge(1), default));
        Assert.NotEqual(before, yard.World.StateRoot);
        Assert.True(yard.Read().Has(yard.Note, yard.Edge(1)));
        yard.World.Edit(yard.Warp, delta => delta.Remove(yard.Note, yard.Edge(1)));
        Assert.Equal(before, yard.World.StateRoot);
    }

    [Fact]
    public void BigValuesAreKept()
    {
        using var yard = new Yard();
        var big = yard.World.NodeAttachment<Block>("block");
        var text = new byte[3_000_000];
        new Random(1).NextBytes(text);
        var block = default(Block);
        text.AsSpan(0, 1024).CopyTo(block);
        yard.World.Edit(yard.Warp, delta =>
        {
            delta.Set(yard.Label, yard.Node(9), text);
            delta.Set(big, yard.Node(9), block);
        });
        using var replayed = World.Replay(yard.World.Ledger!);
        Assert.Equal(yard.World.StateRoot, replayed.StateRoot);
        var view = replayed.Read(replayed.Warp("yard"));
        Assert.True(view.GetBytes(replayed.NodeBytes("label"), yard.Node(9)).SequenceEqual(text));
        var kept = view.Get(replayed.NodeAttachment<Block>("block"), yard.Node(9));
        Assert.True(((ReadOnlySpan<byte>)kept).SequenceEqual(text.AsSpan(0, 1024)));
    }

    [Fact]
    public void IdsAreNeverUsedAgain()
    {
        using var yard = new Yard();
        yard.World.Edit(yard.Warp, delta => delta.Delete(yard.Node(9)));
        yard.World.Edit(yard.Warp, delta => Assert.Equal(yard.Node(10), delta.CreateNode(yard.Type)));
        yard.World.Edit(yard.Warp, delta => delta.Delete(yard.Node(10)));
        using var replayed = World.Replay(yard.World.Ledger!);
        replayed.Edit(replayed.Warp("yard"), delta => Assert.Equal(yard.Node(11), delta.CreateNode(yard.Type)));
    }

    [Fact]
    public void TheLastWriteOfARewriteCounts()
    {
        using var yard = new Yard();
        yard.World.Edit(yard.Warp, delta =>
        {
            delta.Set(yard.Heat, yard.Node(1), 5);
            delta.Set(yard.Heat, yard.Node(1), 6);
            delta.Remove(yard.Heat, yard.Node(2));
            delta.Set(yard.Heat, yard.Node(2), 7);
            delta.Set(yard.Heat, yard.Node(3), 8);
            delta.Remove(yard.Heat, yard.Node(3));
            delta.Set(yard.Heat, yard.Node(4), 9);
            delta.Delete(yard.Node(4));
            delta.SetType(yard.Node(5), yard.Other);
            delta.SetType(yard.Node(5), yard.Type);
            delta.Delete(yard.Edge(8));
            delta.Delete(yard.Edge(8));
        });
        var view = yard.Read();
        Assert.Equal((6, 7, false, false), (view.Get(yard.Heat, yard.Node(1)), view.Get(yard.Heat, yard.Node(2)), view.Has(yard.Heat, yard.Node(3)), view.Exists(yard.Node(4))));
        Assert.Equal(yard.Type, view.TypeOf(yard.Node(5)));
        Assert.Equal((9, 7), (yard.Warp.NodeCount, yard.Warp.EdgeCount));
    }

    [Fact]
    public void ATickWithoutRulesCommitsNothingButItself()
    {
        using var yard = new Yard();
        var root = yard.World.StateRoot;
        var first = yard.World.Tick(rounds: 5);
        var second = yard.World.Tick();
        Assert.Equal((root, root), (first.StateRoot, second.StateRoot));
        Assert.Equal((first.CommitHash, first.PatchDigest, 0), (second.Parent, second.PatchDigest, first.Rounds));
        Assert.NotEqual(first.CommitHash, second.CommitHash);
    }

    [Fact]
    public void AWorldWithNothingInItTicks()
    {
        using var twin = new Twin(new Kit(), new WorldOptions { Workers = 1, Ledger = new Ledger() });
        twin.Tick(1);
        twin.Tick(3);
        using var replayed = World.Replay(twin.World.Ledger!);
        Assert.Equal(2UL, replayed.CurrentTick);
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDFFF)]
    [InlineData(0xDC00, 0xD800)]
    public void NamesThatUtf8CannotSayAreRefused(params int[] halves)
    {
        // As numbers: test runners write arguments as UTF-8 themselves.
        var name = "a" + string.Concat(halves.Select(static half => (char)half));

        // Two such names would be hashed as one, and a ledger would give back another.
        using var yard = new Yard();
        yard.Refuses(Fault.BadArgument, () => yard.World.NodeType(name));
        yard.Refuses(Fault.BadArgument, () => yard.World.EdgeType(name));
        yard.Refuses(Fault.BadArgument, () => yard.World.NodeAttachment<int>(name));
        yard.Refuses(Fault.BadArgument, () => yard.World.CreateWarp(name));
        yard.Refuses(Fault.BadArgument, () => yard.World.Register(new Probe(name)));
    }

    [Fact]
    public void AnnouncingMoreThanThereAreIdsIsRefused()
    {
        using var yard = new Yard();
        var greedy = yard.World.Register(new Probe("greedy")
        {
            Claims = (_, _, footprint) =>
            {
                footprint.Create(nodes: int.MaxValue);
                footprint.Create(nodes: int.MaxValue);
                footprint.Create(nodes: 2);
            },
        });
        yard.World.Enqueue(greedy, yard.Warp, yard.Node(1));
        yard.Refuses(Fault.Exhausted, () => yard.World.Tick());
    }

    [System.Runtime.CompilerServices.InlineArray(1024)]
    private struct Block
    {
        private byte _first;
    }

    private sealed class Floats : IDisposable
    {
        private readonly Attachment<double> _double;
        private readonly Attachment<float> _single;
        private readonly Attachment<Half> _half;
        private readonly Attachment<Mixed> _mixed;
        private readonly Warp _warp;
        private readonly NodeId _node;

        public Floats(double first, float second, Half third)
        {
            World = new World(new WorldOptions { Workers = 1 });
            _double = World.NodeAttachment<double>("double");
            _single = World.NodeAttachment<float>("single");
            _half = World.NodeAttachment<Half>("half");
            _mixed = World.NodeAttachment<Mixed>("mixed");
            _warp = World.CreateWarp("w");
            var type = World.NodeType("n");
            NodeId node = default;
            World.Edit(_warp, delta => node = delta.CreateNode(type));
            _node = node;
            Write(first, second, third);
        }

        public World World { get; }

        public void Write(double first, float second, Half third) => World.Edit(_warp, delta =>
        {
            delta.Set(_double, _node, first);
            delta.Set(_single, _node, second);
            delta.Set(_half, _node, third);
            delta.Set(_mixed, _node, new Mixed { Flag = 1, Single = second, Half = third, Double = first, Short = -1 });
        });

        public Mixed Read()
        {
            var view = World.Read(_warp);
            var mixed = view.Get(_mixed, _node);
            Assert.Equal(BitConverter.DoubleToUInt64Bits(mixed.Double), BitConverter.DoubleToUInt64Bits(view.Get(_double, _node)));
            Assert.Equal(BitConverter.HalfToUInt16Bits(mixed.Half), BitConverter.HalfToUInt16Bits(view.Get(_half, _node)));
            Assert.Equal((1, -1), (mixed.Flag, mixed.Short));
            return mixed;
        }

        public void Dispose() => World.Dispose();
    }
}
