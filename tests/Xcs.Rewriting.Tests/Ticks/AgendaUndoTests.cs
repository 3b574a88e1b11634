namespace Xcs.Rewriting.Tests;

/// <summary>What a failed tick leaves on the agendas, when rounds of many workers and rounds of one follow each other.</summary>
public class AgendaUndoTests
{
    [Fact]
    public void WhoeverAddedLastATickThatFailsTakesBackWhatItAskedFor()
    {
        using var yard = new Yard(130, new WorldOptions { Workers = 4, ParallelFrom = 3, Ledger = new Ledger(), Policy = ConflictPolicy.Retry });
        Probe rule = null!;
        var runs = 0;
        var wrong = 0;
        var threads = new List<(int, int)>();
        var met = 0;
        var firstThread = 0;
        rule = yard.World.Register(new Probe("again")
        {
            Matches = (_, node) =>
            {
                if (Volatile.Read(ref runs) == 0 && (node == yard.Node(2) || node == yard.Node(65)))
                {
                    Interlocked.Increment(ref met);
                    SpinWait.SpinUntil(() => Volatile.Read(ref met) >= 2, 20);
                }

                return true;
            },
            Claims = (_, node, footprint) =>
            {
                if (node == yard.Node(2) || node == yard.Node(65))
                    footprint.Write(yard.Heat, yard.Node(2));
            },
            Does = (_, node, delta) =>
            {
                if (node == yard.Node(0))
                {
                    firstThread = Environment.CurrentManagedThreadId;
                    delta.Enqueue(rule, yard.Node(65));
                    delta.Enqueue(rule, yard.Node(1));
                    delta.Enqueue(rule, yard.Node(2));
                }
                else if (node == yard.Node(2))
                {
                    threads.Add((firstThread, Environment.CurrentManagedThreadId));
                    if (Interlocked.Increment(ref runs) == 3)
                        throw new InvalidOperationException("late");
                    delta.Enqueue(rule, node);
                }
            },
        });
        for (var k = 0; k < 2000; k++)
        {
            runs = met = 0;
            threads.Clear();
            yard.World.Enqueue(rule, yard.Warp, yard.Node(0));
            Assert.Throws<RuleException>(() => yard.World.Tick(9));
            runs = 9;
            var receipt = yard.World.Tick();
            if (receipt.Accepted != 1)
            {
                wrong++;
                Console.WriteLine(string.Join(" ", threads) + " " + receipt.Accepted);
            }
            yard.World.Deactivate(rule, yard.Warp);
        }

        Assert.Equal(0, wrong);
    }
}
