namespace Xcs.Rewriting.Tests;

public class LedgerFileTests
{
    [Fact]
    public void AnInterruptedWriteLosesAtMostTheLastTick()
    {
        using var folder = new Folder();
        var ends = WriteTicks(folder.File("whole"), 3, out var commits);
        var bytes = File.ReadAllBytes(folder.File("whole"));
        for (var length = ends[^2]; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(folder.File("cut"), bytes[..(int)length]);
            using var ledger = Ledger.Load(folder.File("cut"));
            Assert.Equal(length == bytes.Length ? commits.Count : commits.Count - 1, ledger.Count);
            Assert.Equal(commits[ledger.Count - 1], ledger.Receipt(ledger.Count - 1).CommitHash);
        }
    }

    [Fact]
    public void AnInterruptedWriteIsCutOffAndTheNextTickGoesThere()
    {
        using var folder = new Folder();
        var ends = WriteTicks(folder.File("whole"), 3, out var commits);
        var bytes = File.ReadAllBytes(folder.File("whole"));
        foreach (var length in new[] { ends[^2], ends[^2] + 1, ends[^2] + 7, ends[^2] + 8, ends[^2] + 100, bytes.Length - 33, bytes.Length - 1 })
        {
            File.WriteAllBytes(folder.File("cut"), bytes[..(int)length]);
            using (var ledger = Ledger.Open(folder.File("cut")))
            {
                using var garden = Garden.From(ledger);
                Assert.Equal(commits[^2], garden.World.CommitHash);
                Assert.Equal(commits[^1], garden.Tick().CommitHash);
            }

            Assert.Equal(bytes, File.ReadAllBytes(folder.File("cut")));
        }
    }

    [Fact]
    public void AFlippedBitAnywhereIsDetected()
    {
        using var folder = new Folder();
        WriteTicks(folder.File("whole"), 2, out _);
        var bytes = File.ReadAllBytes(folder.File("whole"));
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(folder.File("bad"), bytes);
            Assert.Throws<LedgerException>(() => Ledger.Load(folder.File("bad")));
            bytes[at] ^= (byte)(1 << (at % 8));
        }
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 88 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    public void WhatIsNoLedgerIsRefused(byte[] bytes)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.File("bad"), bytes);
        var thrown = Assert.Throws<LedgerException>(() => Ledger.Load(folder.File("bad")));
        Assert.Contains("bad", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFileIsRefused()
    {
        using var folder = new Folder();
        Assert.Equal(Fault.Ledger, Assert.Throws<LedgerException>(() => Ledger.Load(folder.File("none"))).Fault);
        Assert.Equal(Fault.Ledger, Assert.Throws<LedgerException>(() => Ledger.Open(Path.Combine(folder.File("none"), "deeper"))).Fault);
        Assert.Equal(Fault.Ledger, Assert.Throws<LedgerException>(() => new Ledger().Save(Path.Combine(folder.File("none"), "deeper"))).Fault);
        Assert.Equal(Fault.BadArgument, Assert.Throws<RewritingException>(() => Ledger.Load("")).Fault);
    }

    [Fact]
    public void AnEntryTakenFromTheMiddleIsMissed()
    {
        using var folder = new Folder();
        var ends = WriteTicks(folder.File("whole"), 3, out _);
        var bytes = File.ReadAllBytes(folder.File("whole"));
        File.WriteAllBytes(folder.File("gap"), [.. bytes[..(int)ends[1]], .. bytes[(int)ends[2]..]]);
        Assert.Contains("parent", Assert.Throws<LedgerException>(() => Ledger.Load(folder.File("gap"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoEntriesInTheWrongOrderAreMissed()
    {
        using var folder = new Folder();
        var ends = WriteTicks(folder.File("whole"), 3, out _);
        var bytes = File.ReadAllBytes(folder.File("whole"));
        var (a, b, c) = ((int)ends[1], (int)ends[2], (int)ends[3]);
        File.WriteAllBytes(folder.File("swapped"), [.. bytes[..a], .. bytes[b..c], .. bytes[a..b], .. bytes[c..]]);
        Assert.Throws<LedgerException>(() => Ledger.Load(folder.File("swapped")));
    }

    [Fact]
    public void SavedAndOpenedLedgersHaveTheSameBytes()
    {
        using var folder = new Folder();
        WriteTicks(folder.File("opened"), 3, out _);
        using var ledger = Ledger.Load(folder.File("opened"));
        ledger.Save(folder.File("saved"));
        Assert.Equal(File.ReadAllBytes(folder.File("opened")), File.ReadAllBytes(folder.File("saved")));
    }

    [Fact]
    public void BranchesSurviveSavingAndTheLastOneCounts()
    {
        using var folder = new Folder();
        using var garden = new Garden(new WorldOptions { Workers = 1, Ledger = new Ledger() });
        for (var k = 0; k < 4; k++)
            garden.Tick();
        garden.World.JumpTo(3);
        garden.World.Edit(garden.Warp, delta => delta.CreateNode(garden.Type));
        garden.Tick();
        garden.World.Ledger!.Save(folder.File("branches"));
        using var again = Garden.From(Ledger.Load(folder.File("branches")));
        Assert.Equal(garden.World.CommitHash, again.World.CommitHash);
        Assert.Equal(garden.World.Ledger.Count, again.World.Ledger!.Count);
        garden.World.JumpTo(2);
        again.World.JumpTo(2);
        Assert.Equal(garden.World.StateRoot, again.World.StateRoot);
    }

    [Fact]
    public void AHalfWrittenEntryIsTakenBack()
    {
        using var folder = new Folder();
        using var whole = new Garden(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry });
        using (var ledger = Ledger.Open(folder.File("open")))
        {
            using var garden = new Garden(new WorldOptions { Workers = 1, Ledger = ledger, Policy = ConflictPolicy.Retry });
            garden.Tick();
            var (root, commit, tick) = (garden.World.StateRoot, garden.World.CommitHash, garden.World.CurrentTick);
            var disk = FailingFile.PutInto(ledger);
            foreach (var allowed in new[] { 0, 1, 20, 200 })
            {
                disk.Allowed = allowed;
                Assert.Throws<LedgerException>(() => garden.Tick());
                disk.Allowed = allowed;
                Assert.Throws<LedgerException>(() => garden.World.Edit(garden.Warp, delta => delta.CreateNode(garden.Type)));
                Assert.Equal((root, commit, tick, (int)tick), (garden.World.StateRoot, garden.World.CommitHash, garden.World.CurrentTick, ledger.Count));
            }

            disk.Allowed = int.MaxValue;
            whole.Tick();
            Assert.Equal(whole.Tick(), garden.Tick());
        }

        using var again = Garden.From(Ledger.Load(folder.File("open")));
        Assert.Equal(whole.World.CommitHash, again.World.CommitHash);
    }

    [Fact]
    public void ADisposedLedgerRefusesTheTick()
    {
        using var folder = new Folder();
        var ledger = Ledger.Open(folder.File("open"));
        using var garden = new Garden(new WorldOptions { Workers = 1, Ledger = ledger });
        var (root, commit) = (garden.World.StateRoot, garden.World.CommitHash);
        ledger.Dispose();
        var thrown = Assert.ThrowsAny<Exception>(() => garden.Tick());
        Assert.True(thrown is LedgerException or ObjectDisposedException, thrown.ToString());
        Assert.Equal((root, commit), (garden.World.StateRoot, garden.World.CommitHash));
    }

    private static List<long> WriteTicks(string path, int ticks, out List<Digest> commits)
    {
        commits = [];
        var ends = new List<long>();
        using var ledger = Ledger.Open(path);
        ends.Add(new FileInfo(path).Length);
        using var garden = new Garden(new WorldOptions { Workers = 1, Ledger = ledger, Policy = ConflictPolicy.Retry });
        commits.Add(garden.World.CommitHash);
        ends.Add(new FileInfo(path).Length);
        for (var k = 0; k < ticks; k++)
        {
            commits.Add(garden.Tick().CommitHash);
            ends.Add(new FileInfo(path).Length);
        }

        return ends;
    }
}
