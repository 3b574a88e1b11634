using KernelExamples;
using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary>One of the classic kernels of the examples.</summary>
/// <param name="Name">The example's.</param>
/// <param name="Character">What bounds it, and why.</param>
/// <param name="ComputeBound">Whether it counts for the mean.</param>
/// <param name="ByHand">Prepares the same with vectors written by hand, from the trial and its size, where there is such a version.</param>
/// <param name="Size">In place of the example's big size.</param>
internal sealed record KernelCase(string Name, string Character, bool ComputeBound, Func<Trial, int, Action>? ByHand = null, int? Size = null)
{
    public const string Scalar = "scalar loop";
    public const string ParallelFor = "Parallel.For";
    public const string Hand = "by hand";
    public const string OneWorker = "1 worker";
    public const string TwoWorkers = "2 workers";

    private const int Tiers = 5;
    private const int CallsOfTier = 40;

    private Example Example => AllExamples.List.Single(example => example.Name == Name);

    public Workload ToWorkload(KernelOptions options) => new(Name, Size ?? Example.BigSize, 1, () => CreateContenders(options, Size ?? Example.BigSize));

    /// <summary>The contenders, after each has agreed with the reference.</summary>
    public List<IContender> CreateContenders(KernelOptions options, int size)
    {
        ReachLastTier(options);
        var (one, two) = (new WorkerPool(new() { Workers = 1 }), new WorkerPool(new() { Workers = 2 }));
        var (trial, onTwo) = (Example.Prepare(options with { Pool = one }, size), Example.Prepare(options with { Pool = two }, size));
        List<IContender> contenders = [new FuncContender(Scalar, ContenderKind.Baseline, trial.Plain)];
        trial.Plain();
        if (ByHand?.Invoke(trial, size) is { } byHand)
        {
            contenders.Add(new FuncContender(Hand, ContenderKind.Reference, byHand));
            byHand();
            Verification.Require(trial.IsEqual, contenders[^1], "the results differ from the reference's");
        }

        if (trial.PlainOnAllCores is { } parallel)
            contenders.Add(new FuncContender(ParallelFor, ContenderKind.Peer, parallel));
        contenders.Add(new FuncContender(OneWorker, ContenderKind.Xcs, trial.Launch, trial, one));
        trial.Launch();
        Verification.Require(trial.IsEqual, contenders[^1], "the results differ from the reference's");
        contenders.Add(new FuncContender(TwoWorkers, ContenderKind.Xcs, onTwo.Launch, onTwo, two));
        (onTwo.PlainOnAllCores ?? onTwo.Plain)();
        onTwo.Launch();
        Verification.Require(onTwo.IsEqual, contenders[^1], "the results differ from those of the loop on all cores");
        return contenders;
    }

    // Runs of the measured size are too few and too long to be compiled again with all optimisations on the way.
    private void ReachLastTier(KernelOptions options)
    {
        using var small = Example.Prepare(options, Example.SmallSize);
        var byHand = ByHand?.Invoke(small, Example.SmallSize);
        for (var tier = 0; tier < Tiers; tier++)
        {
            for (var call = 0; call < CallsOfTier; call++)
            {
                small.Launch();
                small.Plain();
                small.PlainOnAllCores?.Invoke();
                byHand?.Invoke();
            }

            Thread.Sleep(150);
        }
    }
}
