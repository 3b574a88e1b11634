using System.Numerics;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>The lanes of a block with what each of them gives, and who is active, in five patterns of divergence.</summary>
internal sealed class WarpData<T>
    where T : unmanaged, INumber<T>
{
    public const int Patterns = 5;

    private readonly int _warp;

    public WarpData(int warp, int threads, int pattern, int seed)
    {
        var random = new Random(seed);
        _warp = warp;
        Values = [.. Enumerable.Range(0, threads).Select(_ => T.CreateTruncating(random.Next(-20, 20)))];
        Numbers = [.. Enumerable.Range(0, threads).Select(_ => random.Next(8) switch { 0 => random.Next(-100, 100), 1 => warp, 2 => int.MinValue, _ => random.Next(warp) })];
        Active = [.. Enumerable.Range(0, threads).Select(i => (byte)(IsActive(pattern, i % warp, random) ? 1 : 0))];
        Members = [.. Enumerable.Range(0, threads).Select(i => (ulong)random.NextInt64() << 1 ^ (ulong)random.NextInt64() | 1UL << i % warp)];
    }

    public int Count => Values.Length;

    public T[] Values { get; }

    public int[] Numbers { get; }

    public byte[] Active { get; }

    public ulong[] Members { get; }

    /// <summary>Threads of the same warp and part that are active, as lane numbers.</summary>
    public List<int> Others(int thread, int width, bool isSync)
    {
        var first = thread - thread % _warp;
        var part = thread - thread % width;
        return [.. Enumerable.Range(part, Math.Min(width, Count - part)).Where(i => Active[i] != 0 && (!isSync || (Members[thread] >> (i - first) & 1) != 0)).Select(i => i - first)];
    }

    /// <summary>All active threads of the same warp that a thread names.</summary>
    public List<int> Named(int thread, bool isSync) => Others(thread, _warp, isSync);

    public int Lane(int thread) => thread % _warp;

    public T OfLane(int thread, int lane) => Values[thread - thread % _warp + lane];

    public static ulong Mask(IEnumerable<int> lanes) => lanes.Aggregate(0UL, (mask, lane) => mask | 1UL << lane);

    private static bool IsActive(int pattern, int lane, Random random) => pattern switch
    {
        0 => true,
        1 => lane % 2 == 1,
        2 => lane < 3,
        3 => lane == 2,
        _ => random.Next(3) > 0,
    };
}
