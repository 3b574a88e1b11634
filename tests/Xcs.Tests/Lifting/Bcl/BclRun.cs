using System.Collections.Concurrent;
using Xcs.Lifting;
using Xcs.Tests.Execution;
using Xcs.Tests.Lifting.Differential;

namespace Xcs.Tests.Lifting.Bcl;

/// <summary>Offers every candidate to the lifter, and compares what it takes with the original.</summary>
internal static class BclRun
{
    private static readonly Lock LogGate = new();

    public static List<BclVerdict> Judge(IReadOnlyList<BclCandidate> candidates)
    {
        var verdicts = new BclVerdict[candidates.Count];

        // Neighbours often share what they call: handing out small stretches keeps both cores busy to the end.
        Parallel.ForEach(
            Partitioner.Create(0, candidates.Count, 8),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            range =>
            {
                for (var k = range.Item1; k < range.Item2; k++)
                    verdicts[k] = Judge(candidates[k]);
            });
        return [.. verdicts];
    }

    private static BclVerdict Judge(BclCandidate candidate)
    {
        Note(candidate.Name);
        using var watchdog = Watchdog.Guard(() => candidate.Name);
        var seed = InputDelegates.Hash(candidate.Name) % 1_000_000 + LiftingOptions.Seed;
        foreach (var instance in candidate.Instances)
        {
            LiftedMethod lifted;
            try
            {
                lifted = Lifter.Lift(instance);
            }
            catch (LiftingException refusal)
            {
                return new(candidate, LiftingRefusal.Construct(refusal), null);
            }
            catch (Exception failure)
            {
                return new(candidate, null, $"{instance} of {instance.DeclaringType}: the lifter failed: {failure}");
            }

            var inputs = MethodInputs.For(instance.GetParameters(), out _)!;
            if (DifferentialCheck.Difference(instance, lifted, inputs, seed, LiftingOptions.Inputs) is { } difference)
                return new(candidate, null, $"{instance} of {instance.DeclaringType}: {difference}");
        }

        return new(candidate, null, null);
    }

    private static void Note(string name)
    {
        if (LiftingOptions.Log is not { } file)
            return;
        lock (LogGate)
            File.AppendAllText(file, $"{Environment.CurrentManagedThreadId} {name}\n");
    }
}
