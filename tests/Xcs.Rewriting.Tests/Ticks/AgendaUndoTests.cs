namespace Xcs.Rewriting.Tests;

/// <summary>What a failed tick leaves on the agendas, where rounds of many workers and rounds of one follow each other.</summary>
public class AgendaUndoTests
{
    private const int Runs = 200;

    // Node 0, alone, asks for 1, 2 and 65. In the round of those, 2 asks for itself: the worker that has asked first may be another than the one that takes 2 and asks again. The
    // next rounds are short ones; in the last of them 2 throws.
    [Fact]
    public void WhoeverAsksLastTheTickTakesItBack()
    {
        using var yard = new Yard(130, new WorldOptions { Workers = 4, ParallelFrom = 3, Policy = ConflictPolicy.Retry });
        Probe rule = null!;
        var (runs, met) = (0, 0);
        rule = yard.World.Register(new Probe("again")
        {
            // Two workers have a unit each, if there are two.
            Matches = (_, node) =>
            {
                if (Volatile.Read(ref runs) == 0 && node.Index is 2 or 65)
                {
                    Interlocked.Increment(ref met);
                    SpinWait.SpinUntil(() => Volatile.Read(ref met) >= 2, 5);
                }

                return true;
            },
            Claims = (_, node, footprint) =>
            {
                if (node.Index is 2 or 65)
                    footprint.Write(yard.Heat, yard.Node(2));
            },
            Does = (_, node, delta) =>
            {
                if (node.Index == 0)
                {
                    delta.Enqueue(rule, yard.Node(65));
                    delta.Enqueue(rule, yard.Node(1));
                    delta.Enqueue(rule, yard.Node(2));
                }
                else if (node.Index == 2)
                {
                    if (++runs == 3)
                        throw new InvalidTimeZoneException("tired");
                    delta.Enqueue(rule, node);
                }
            },
        });
        for (var k = 0; k < Runs; k++)
        {
            (runs, met) = (0, 0);
            yard.World.Enqueue(rule, yard.Warp, yard.Node(0));
            Assert.Throws<RuleException>(() => yard.World.Tick(9));
            runs = 9;
            Assert.Equal(1, yard.World.Tick().Accepted);
            yard.World.Deactivate(rule, yard.Warp);
        }
    }
}
