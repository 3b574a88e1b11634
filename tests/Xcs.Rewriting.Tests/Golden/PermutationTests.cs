namespace Xcs.Rewriting.Tests;

public class PermutationTests
{
    private const int Size = 120;
    private const int Ticks = 4;
    private const int Permutations = 20;

    public static MatrixTheoryData<int, ConflictPolicy> Runs => new([1, 2, 4, 8, 16, 32], [ConflictPolicy.Reject, ConflictPolicy.Retry, ConflictPolicy.Join]);

    [Theory]
    [MemberData(nameof(Runs))]
    public void WorkersIngressAndCrossWarpMakeNoDifference(int workers, ConflictPolicy policy)
    {
        using var pool = new WorkerPool(new WorkerPoolOptions { Workers = workers });
        for (var permutation = 0; permutation < Permutations; permutation++)
        {
            foreach (var crossWarp in Enum.GetValues<CrossWarp>())
            {
                var options = new WorldOptions { Workers = workers, Pool = pool, Policy = policy, CrossWarp = crossWarp, ParallelFrom = permutation % 3 == 2 ? 64 : 0 };
                var towns = new Towns(options, Size);
                using var world = towns.World;
                var receipts = towns.Run(Ticks, Size, seed: permutation);
                Assert.Equal(Golden(policy), receipts.Select(static receipt => $"{receipt.CommitHash} {receipt.StateRoot} {receipt.PatchDigest} {receipt.Digest}"));
            }
        }
    }

    private static string[] Golden(ConflictPolicy policy) => policy switch
    {
        _ => [],
    };
}
