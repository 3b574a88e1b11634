namespace Xcs.Rewriting;

/// <summary>Where rows lie. Frozen: hashes and ledgers depend on it.</summary>
internal static class Sharding
{
    public const int Shards = 256;
    public const int RowsPerPage = 64;

    public static uint PageOf(uint index) => index >> 6;

    public static int Of(uint index) => (int)(index >> 6) & (Shards - 1);

    public static int OfPage(uint page) => (int)page & (Shards - 1);

    /// <summary>How many of the first pages lie in a shard.</summary>
    public static int PagesIn(int shard, uint pages) => (int)((pages + Shards - 1 - (uint)shard) >> 8);

    public static uint PagesFor(uint rows) => (uint)(((ulong)rows + RowsPerPage - 1) >> 6);
}
