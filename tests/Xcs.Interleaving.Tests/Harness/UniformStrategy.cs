namespace Xcs.InterleavingTests.Harness;

/// <summary>Every thread that can run is as likely as the others, at every step.</summary>
internal sealed class UniformStrategy(int seed) : Strategy(seed)
{
    public override VirtualThread Choose(List<VirtualThread> ready, VirtualThread running) =>
        ready.Count == 1 ? ready[0] : ready[Next(ready.Count)];
}
