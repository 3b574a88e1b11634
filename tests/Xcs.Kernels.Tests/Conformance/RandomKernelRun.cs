using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>What a random kernel leaves behind.</summary>
internal sealed record RandomKernelRun(int[] Ints, float[] Floats, int[] Counters)
{
    /// <summary>Launches a program of <see cref="RandomKernels"/> on a back end.</summary>
    public static RandomKernelRun Of(KernelProgram program, IKernelBackend backend, KernelOptions options, LaunchShape shape, int seed)
    {
        var threads = shape.BlockCount * shape.ThreadCount;
        var (intValues, floatValues, n) = Inputs(threads, seed);
        var kernel = new CompiledKernel(program, options, backend);
        using var ints = new ReadOnlyBuffer<int>(intValues);
        using var floats = new ReadOnlyBuffer<float>(floatValues);
        using var intsOut = new Buffer<int>(threads * RandomKernels.IntsOut);
        using var floatsOut = new Buffer<float>(threads * RandomKernels.FloatsOut);
        using var counters = new Buffer<int>(RandomKernels.Counters);
        var launch = kernel.Rent();
        launch.Start(shape, TestContext.Current.CancellationToken);
        launch.Set(0, ints);
        launch.Set(1, floats);
        launch.Set(2, intsOut);
        launch.Set(3, floatsOut);
        launch.Set(4, counters);
        launch.Set(5, n);
        kernel.Run(launch);
        kernel.Return(launch);
        return new(intsOut.ToArray(), floatsOut.ToArray(), counters.ToArray());
    }

    public static (int[] Ints, float[] Floats, int N) Inputs(int threads, int seed)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, Math.Max(threads, 64)).Select(_ => random.Next(-30, 30))], [.. Enumerable.Range(0, threads).Select(_ => random.Next(-300, 300) / 16f)], random.Next(10));
    }

    public static LaunchShape Shape(int seed, int warpSize)
    {
        var random = new Random(seed);
        return new(1 + random.Next(2), 1 + random.Next(Math.Min(3 * warpSize, 256)));
    }

    /// <summary>Where two runs differ; null where they do not. NaNs are all the same.</summary>
    public string? DifferenceFrom(RandomKernelRun other)
    {
        for (var i = 0; i < Ints.Length; i++)
            if (Ints[i] != other.Ints[i])
                return $"i{i % RandomKernels.IntsOut} of thread {i / RandomKernels.IntsOut}: {other.Ints[i]} expected, {Ints[i]} found";
        for (var i = 0; i < Floats.Length; i++)
            if (BitConverter.SingleToInt32Bits(Floats[i]) != BitConverter.SingleToInt32Bits(other.Floats[i]) && !(float.IsNaN(Floats[i]) && float.IsNaN(other.Floats[i])))
                return $"f{i % RandomKernels.FloatsOut} of thread {i / RandomKernels.FloatsOut}: {other.Floats[i]:R} expected, {Floats[i]:R} found";
        return Counters.SequenceEqual(other.Counters) ? null : $"counters {string.Join(" ", other.Counters)} expected, {string.Join(" ", Counters)} found";
    }
}
