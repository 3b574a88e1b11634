namespace RewritingExamples;

/// <summary>
/// The mutual exclusion benchmark of graph transformation (Varró, Schürr, Varró 2005), short sequence: a ring of two processes grows to n, one gets a
/// resource, all ask for it, and each in turn takes it, releases it and gives it to the next: 5n − 1 rewrites. All but the requests can only run one by one.
/// </summary>
public sealed class MutexRing : IWorkload
{
    public string Name => "mutex";

    public string Unit => "processes";

    public int SmallSize => 10_000;

    public int BigSize => 1_000_000;

    public WorkloadResult Run(WorldOptions options, int size)
    {
        using var world = new World(options);
        var ring = new MutexRingWorld(world);
        var measured = new Measured(world);
        ring.Run(size, rounds => measured.Tick(rounds));

        byte[] plain = [];
        var plainTime = Measured.TimeOf(() => plain = Plain(size));
        var isEqual = measured.Rewrites == (5L * size) - 1 && ring.Flags().AsSpan().SequenceEqual(plain);
        return measured.Against(plainTime, isEqual, $"the token has been to {size} processes");
    }

    // Around the ring from the first process on: 1 has the token, 2 holds the resource, 4 asks for it.
    private static byte[] Plain(int size)
    {
        var next = new int[size];
        next[0] = 1;
        for (var made = 2; made < size; made++)
            (next[made], next[made - 1]) = (next[made - 1], made);
        var flags = new byte[size];
        flags[0] = 1;
        for (var process = 0; process < size; process++)
            flags[process] |= 4;
        for (var (process, k) = (0, 0); k < size; process = next[process], k++)
        {
            if (flags[process] == 5)
                flags[process] = 2;
            if (flags[process] == 2)
                flags[process] = 8;
            if (flags[process] == 8)
                (flags[process], flags[next[process]]) = (0, (byte)(flags[next[process]] | 1));
        }

        var around = new byte[size];
        for (var (process, k) = (0, 0); k < size; process = next[process], k++)
            around[k] = flags[process];
        return around;
    }
}
