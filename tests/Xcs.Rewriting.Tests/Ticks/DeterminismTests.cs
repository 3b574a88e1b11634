namespace Xcs.Rewriting.Tests;

public class DeterminismTests
{
    public static TheoryData<ConflictPolicy> Policies => [ConflictPolicy.Reject, ConflictPolicy.Retry, ConflictPolicy.Join];

    [Theory]
    [MemberData(nameof(Policies))]
    public void WorkersIngressAndCrossWarpMakeNoDifference(ConflictPolicy policy)
    {
        const int size = 500;
        using var serial = new Towns(new WorldOptions { Workers = 1, Policy = policy, Guard = GuardMode.On }, size).World;
        var towns = new Towns(new WorldOptions { Workers = 1, Policy = policy, Guard = GuardMode.On }, size);
        var expected = towns.Run(5, size, seed: 0);
        Assert.True(expected.Sum(static receipt => receipt.Accepted) > size);
        foreach (var workers in new[] { 1, 2, 4, 8, 16, 32 })
        {
            foreach (var crossWarp in Enum.GetValues<CrossWarp>())
            {
                var options = new WorldOptions { Workers = workers, Policy = policy, CrossWarp = crossWarp, ParallelFrom = 0, Guard = workers == 4 ? GuardMode.On : GuardMode.Off };
                var other = new Towns(options, size);
                var receipts = other.Run(5, size, seed: workers);
                Assert.Equal(expected.Select(static r => r.ToString()), receipts.Select(static r => r.ToString()));
                Assert.Equal(expected, receipts);
                other.World.Dispose();
            }
        }
    }
}
