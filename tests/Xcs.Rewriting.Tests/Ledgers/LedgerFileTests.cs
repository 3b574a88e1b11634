namespace Xcs.Rewriting.Tests;

public sealed class LedgerFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void EveryFlippedByteIsFound()
    {
        Write(2, out _);
        var bytes = File.ReadAllBytes(_path);
        for (var at = 0; at < bytes.Length; at += 7)
        {
            bytes[at] ^= 0x10;
            File.WriteAllBytes(_path, bytes);
            Assert.Throws<LedgerException>(() => Ledger.Load(_path));
            bytes[at] ^= 0x10;
        }
    }

    [Fact]
    public void AnInterruptedWriteLosesOnlyItsTick()
    {
        Write(2, out var commits);
        var whole = File.ReadAllBytes(_path);
        for (var cut = 1; cut < 400; cut += 13)
        {
            File.WriteAllBytes(_path, whole[..^cut]);
            using var world = World.Replay(Ledger.Load(_path), new WorldOptions { Workers = 1 });
            Assert.Equal(commits[^2], world.CommitHash);
        }
    }

    [Fact]
    public void AFileGoesOnWhereItStopped()
    {
        Write(3, out var commits);
        using (var ledger = Ledger.Open(_path))
        using (var world = World.Replay(ledger, new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry }))
        {
            Assert.Equal(commits[^1], world.CommitHash);
            var value = world.NodeAttachment<double>("value");
            world.Edit(world.Warp("field"), delta => delta.Set(value, new NodeId(new WarpId(0), 1), 77));
            commits.Add(world.CommitHash);
        }

        using var again = World.Replay(Ledger.Load(_path), new WorldOptions { Workers = 1 });
        Assert.Equal(commits[^1], again.CommitHash);
        Assert.Equal(77, again.Read(again.Warp("field")).Get(again.NodeAttachment<double>("value"), new NodeId(new WarpId(0), 1)));
    }

    [Fact]
    public void StringsWarpsAndDeletionsSurviveReplay()
    {
        using var ledger = new Ledger();
        using var field = new Field(new WorldOptions { Workers = 1, Ledger = ledger }, size: 80);
        field.World.Edit(field.Warp, delta =>
        {
            delta.Set(field.Name, field.Node(3), "three"u8);
            delta.Set(field.Name, field.Node(4), "four"u8);
            delta.CreateWarp("cave", field.Node(3));
        });
        field.World.Edit(field.Warp, delta =>
        {
            delta.Delete(field.Node(4));
            delta.Set(field.Name, field.Node(3), "drei"u8);
        });
        Assert.Equal(field.Node(3), field.World.Warp("cave").Portal);
        using var replayed = World.Replay(ledger);
        Assert.Equal(field.World.CommitHash, replayed.CommitHash);
        Assert.Equal("drei"u8.ToArray(), replayed.Read(replayed.Warp("field")).GetBytes(replayed.NodeBytes("name"), field.Node(3)).ToArray());
        Assert.Equal(field.Node(3), replayed.Warp("cave").Portal);
        field.World.JumpTo(2);
        Assert.Equal("four"u8.ToArray(), field.World.Read(field.Warp).GetBytes(field.Name, field.Node(4)).ToArray());
    }

    private void Write(int ticks, out List<Digest> commits)
    {
        File.Delete(_path);
        using var ledger = Ledger.Open(_path);
        using var field = new Field(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry, Ledger = ledger }, size: 70);
        commits = [field.World.CommitHash];
        var rule = field.Rule("push", (_, node, footprint) =>
        {
            footprint.Write(field.Value, node);
            footprint.Write(field.Value, field.Node(((int)node.Index + 1) % 70));
        }, (_, node, delta) => delta.Set(field.Value, node, node.Index * 2));
        for (var tick = 0; tick < ticks; tick++)
        {
            field.Tick(rule, [.. Enumerable.Range(0, 9)]);
            commits.Add(field.World.CommitHash);
        }
    }
}
