namespace Xcs.InterleavingTests.Harness;

/// <summary>Who runs next. One strategy object serves one schedule and depends on its seed alone.</summary>
internal abstract class Strategy(int seed)
{
    private ulong state = ((ulong)(uint)seed + 1) * 0x9E3779B97F4A7C15;

    /// <summary>Even seeds choose uniformly, odd ones by priorities.</summary>
    public static Strategy For(int seed) => seed % 2 == 0 ? new UniformStrategy(seed) : new PriorityStrategy(seed);

    public virtual void Started(VirtualThread thread)
    {
    }

    /// <summary>The running thread makes a turn of a spin loop: perhaps it cannot go on before another one has.</summary>
    public virtual void Yielded(VirtualThread thread)
    {
    }

    public abstract VirtualThread Choose(List<VirtualThread> ready, VirtualThread running);

    /// <summary>A number from 0 to <paramref name="limit"/> - 1 (SplitMix64).</summary>
    public int Next(int limit)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
