namespace Xcs.Rewriting.Tests;

public class ShardTests
{
    /// <summary>Frozen: hashes and ledgers depend on it.</summary>
    [Theory]
    [InlineData(0U, 0)]
    [InlineData(1U, 0)]
    [InlineData(63U, 0)]
    [InlineData(64U, 1)]
    [InlineData(127U, 1)]
    [InlineData(128U, 2)]
    [InlineData(16_319U, 254)]
    [InlineData(16_320U, 255)]
    [InlineData(16_383U, 255)]
    [InlineData(16_384U, 0)]
    [InlineData(16_448U, 1)]
    [InlineData(1_000_000U, 9)]
    [InlineData(123_456_789U, 52)]
    [InlineData(2_147_483_647U, 255)]
    [InlineData(2_147_483_648U, 0)]
    [InlineData(4_000_000_000U, 160)]
    [InlineData(4_294_967_294U, 255)]
    public void VectorsAreFrozen(uint index, int shard)
    {
        Assert.Equal(shard, new NodeId(new WarpId(7), index).Shard);
        Assert.Equal(shard, new EdgeId(new WarpId(0), index).Shard);
    }
}
