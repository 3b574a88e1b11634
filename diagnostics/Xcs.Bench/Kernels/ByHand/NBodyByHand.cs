using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KernelExamples;

namespace Xcs.Bench;

/// <summary>A register of bodies against all others, one after the other. The same square root and division as the kernel.</summary>
internal static class NBodyByHand
{
    private const float Softening = 0.01f;

    public static Action Prepare(Trial trial, int size)
    {
        var (places, masses) = (Data.Floats(3 * size, -1, 1), Data.Floats(size, 0.5f, 1, seed: 1));
        float[] x = [.. Enumerable.Range(0, size).Select(i => places[3 * i])];
        float[] y = [.. Enumerable.Range(0, size).Select(i => places[(3 * i) + 1])];
        float[] z = [.. Enumerable.Range(0, size).Select(i => places[(3 * i) + 2])];
        float[] mass = [.. masses.Select(value => value / size)];
        var accelerations = ((Trial<float>)trial).Actual;
        return () => Attract(x, y, z, mass, accelerations.AsSpan());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Attract(float[] x, float[] y, float[] z, float[] mass, Span<float> accelerations)
    {
        // The last register of bodies overlaps the one before.
        var last = Math.Max(0, x.Length - Vector512<float>.Count);
        for (var start = 0; start < x.Length; start += Vector512<float>.Count)
            Attract(x, y, z, mass, Math.Min(start, last), accelerations);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Attract(float[] x, float[] y, float[] z, float[] mass, int own, Span<float> accelerations)
    {
        var (ownX, ownY, ownZ) = (Vector512.Create(x, own), Vector512.Create(y, own), Vector512.Create(z, own));
        Vector512<float> ax = default, ay = default, az = default;
        var softening = Vector512.Create(Softening);
        for (var k = 0; k < x.Length && k < y.Length && k < z.Length && k < mass.Length; k++)
        {
            var (dx, dy, dz) = (Vector512.Create(x[k]) - ownX, Vector512.Create(y[k]) - ownY, Vector512.Create(z[k]) - ownZ);
            var softened = Vector512.FusedMultiplyAdd(dx, dx, Vector512.FusedMultiplyAdd(dy, dy, Vector512.FusedMultiplyAdd(dz, dz, softening)));
            var pull = Vector512.Create(mass[k]) / (softened * Vector512.Sqrt(softened));
            ax = Vector512.FusedMultiplyAdd(dx, pull, ax);
            ay = Vector512.FusedMultiplyAdd(dy, pull, ay);
            az = Vector512.FusedMultiplyAdd(dz, pull, az);
        }

        ax.CopyTo(accelerations[own..]);
        ay.CopyTo(accelerations[(x.Length + own)..]);
        az.CopyTo(accelerations[((2 * x.Length) + own)..]);
    }
}
