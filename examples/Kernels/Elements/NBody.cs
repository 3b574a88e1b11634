namespace KernelExamples;

/// <summary>The accelerations of bodies that attract each other, all pairs: a block loads tiles of bodies that all its threads use (GPU Gems 3, chapter 31).</summary>
internal static class NBody
{
    private const int Tile = 64;
    private const float Softening = 0.01f;

    public static Trial Prepare(KernelOptions options, int size)
    {
        var trial = new Trial<float>(3 * size, tolerance: 1e-5);
        var (places, masses) = (Data.Floats(3 * size, -1, 1), Data.Floats(size, 0.5f, 1, seed: 1));
        Body[] bodies = [.. Enumerable.Range(0, size).Select(i => new Body(places[3 * i], places[(3 * i) + 1], places[(3 * i) + 2], masses[i] / size))];
        var input = trial.Input(bodies);
        var kernel = Kernel.Compile(Attract, options);
        trial.Launch = () => kernel.Launch(LaunchShape.ForItems(size, Tile), input, trial.Actual);
        trial.PlainLoops(loop => loop(size, (from, to) => Plain(bodies, trial.Expected, from, to)));
        return trial;
    }

    private static void Attract(ReadOnlyBuffer<Body> bodies, Buffer<float> accelerations)
    {
        var tile = Shared.Array<Body>(Tile);
        var i = Gpu.GlobalIndex;
        var own = bodies[Math.Min(i, bodies.Length - 1)];
        var (ax, ay, az) = (0f, 0f, 0f);
        for (var start = 0; start < bodies.Length; start += Tile)
        {
            if (start + Gpu.ThreadIdx.X < bodies.Length)
                tile[Gpu.ThreadIdx.X] = bodies[start + Gpu.ThreadIdx.X];
            Gpu.SyncThreads();
            for (var k = 0; k < Math.Min(Tile, bodies.Length - start); k++)
            {
                var other = tile[k];
                var (dx, dy, dz) = (other.X - own.X, other.Y - own.Y, other.Z - own.Z);
                var pull = Pull(dx, dy, dz, other.Mass);
                (ax, ay, az) = (MathF.FusedMultiplyAdd(dx, pull, ax), MathF.FusedMultiplyAdd(dy, pull, ay), MathF.FusedMultiplyAdd(dz, pull, az));
            }
            Gpu.SyncThreads();
        }
        if (i >= bodies.Length)
            return;
        accelerations[i] = ax;
        accelerations[bodies.Length + i] = ay;
        accelerations[(2 * bodies.Length) + i] = az;
    }

    private static void Plain(Body[] bodies, float[] accelerations, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var (ax, ay, az) = (0f, 0f, 0f);
            foreach (var other in bodies)
            {
                var (dx, dy, dz) = (other.X - bodies[i].X, other.Y - bodies[i].Y, other.Z - bodies[i].Z);
                var pull = Pull(dx, dy, dz, other.Mass);
                (ax, ay, az) = (MathF.FusedMultiplyAdd(dx, pull, ax), MathF.FusedMultiplyAdd(dy, pull, ay), MathF.FusedMultiplyAdd(dz, pull, az));
            }

            (accelerations[i], accelerations[bodies.Length + i], accelerations[(2 * bodies.Length) + i]) = (ax, ay, az);
        }
    }

    private static float Pull(float dx, float dy, float dz, float mass)
    {
        var softened = MathF.FusedMultiplyAdd(dx, dx, MathF.FusedMultiplyAdd(dy, dy, MathF.FusedMultiplyAdd(dz, dz, Softening)));
        return mass / (softened * MathF.Sqrt(softened));
    }
}
