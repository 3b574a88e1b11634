using System.Diagnostics;
using System.IO.Pipes;

namespace Xcs.Rewriting.Tests;

public class ContinueTests
{
    private const string Child = "XCS_LEDGER_CHILD";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public void SavingLoadingAndGoingOnEqualsNeverHavingStopped(int stop)
    {
        using var folder = new Folder();
        using var whole = new Garden(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry, Ledger = new Ledger() });
        var expected = Enumerable.Range(0, 12).Select(_ => whole.Tick()).ToList();
        var first = new Garden(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry, Ledger = new Ledger() });
        first.Tick();
        for (var k = 1; k < stop; k++)
            first.Tick();
        first.World.Ledger!.Save(folder.File("half"));
        var done = (int)first.World.CurrentTick - 1;
        first.Dispose();
        using var second = Garden.From(Ledger.Load(folder.File("half")));
        for (var k = done; k < 12; k++)
            Assert.Equal(expected[k], second.Tick());
        Assert.Equal(whole.World.CommitHash, second.World.CommitHash);
    }

    [Fact]
    public void ActiveRulesGoOnWithTheSameReceipts()
    {
        using var whole = new Pond(new World(new WorldOptions { Workers = 1, Ledger = new Ledger() }), fill: true);
        var expected = Enumerable.Range(0, 8).Select(_ => whole.World.Tick(rounds: 2)).ToList();
        using var first = new Pond(new World(new WorldOptions { Workers = 1, Ledger = new Ledger() }), fill: true);
        for (var k = 0; k < 4; k++)
            first.World.Tick(rounds: 2);
        using var second = new Pond(World.Replay(first.World.Ledger!), fill: false);
        for (var k = 4; k < 8; k++)
            Assert.Equal(expected[k], second.World.Tick(rounds: 2));
    }

    [Fact]
    public async Task AKilledProcessLosesAtMostOneTick()
    {
        if (Environment.GetEnvironmentVariable(Child) is { } path)
        {
            TickForEver(path);
            return;
        }

        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new Folder();
        await using var pipe = new NamedPipeServerStream(folder.File("pipe"), PipeDirection.In, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        using var child = StartChild(folder.File(""));
        try
        {
            var ready = pipe.WaitForConnectionAsync(cancellation);
            Assert.Same(ready, await Task.WhenAny(ready, child.WaitForExitAsync(cancellation)));
            await ready;
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(cancellation);
        }

        using var whole = new Garden(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry });
        using var second = Garden.From(Ledger.Open(folder.File("ledger")));
        Assert.True(second.World.CurrentTick > 50);
        while (whole.World.CurrentTick < second.World.CurrentTick)
            whole.Tick();
        Assert.Equal(whole.World.CommitHash, second.World.CommitHash);
        for (var k = 0; k < 5; k++)
            Assert.Equal(whole.Tick(), second.Tick());
    }

    // This very test, in a process of its own.
    private static Process StartChild(string folder)
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.ArgumentList.Add(typeof(ContinueTests).Assembly.Location);
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add($"*.{nameof(AKilledProcessLosesAtMostOneTick)}");
        start.Environment[Child] = folder;
        return Process.Start(start)!;
    }

    // Ticks until it is killed; tells when there is something to lose.
    private static void TickForEver(string folder)
    {
        using var pipe = new NamedPipeClientStream(".", Path.Combine(folder, "pipe"), PipeDirection.Out);
        using var ledger = Ledger.Open(Path.Combine(folder, "ledger"));
        using var garden = new Garden(new WorldOptions { Workers = 1, Policy = ConflictPolicy.Retry, Ledger = ledger });
        for (var tick = 0; tick < 100_000; tick++)
        {
            garden.Tick();
            if (tick == 50)
                pipe.Connect();
        }
    }

    /// <summary>Waves: an active rule that runs where a value is odd and hands it on; settles after a while.</summary>
    private sealed class Pond : IDisposable
    {
        public Pond(World world, bool fill)
        {
            World = world;
            var type = world.NodeType("drop");
            var next = world.EdgeType("next");
            var wave = world.NodeAttachment<int>("wave");
            var warp = fill ? world.CreateWarp("pond") : world.Warp("pond");
            if (fill)
            {
                world.Edit(warp, delta =>
                {
                    for (var k = 0; k < 9; k++)
                        delta.Set(wave, delta.CreateNode(type), k == 0 ? 9 : 0);
                    for (uint k = 0; k < 9; k++)
                        delta.CreateEdge(next, new NodeId(warp.Id, k), new NodeId(warp.Id, (k + 1) % 9));
                });
            }

            var rule = world.Register(new Probe("wave")
            {
                Matches = (view, node) => view.Get(wave, node) % 2 == 1,
                Claims = (view, node, footprint) =>
                {
                    footprint.Write(wave, node);
                    footprint.ReadOut(node);
                    view.FirstOut(node, next, out var edge);
                    footprint.Write(wave, edge.To);
                },
                Does = (view, node, delta) =>
                {
                    view.FirstOut(node, next, out var edge);
                    delta.Set(wave, node, view.Get(wave, node) / 2 * 2);
                    delta.Set(wave, edge.To, view.Get(wave, edge.To) + (node.Index == 5 ? 2 : 1));
                },
            });
            world.Activate(rule, warp);
        }

        public World World { get; }

        public void Dispose() => World.Dispose();
    }
}
