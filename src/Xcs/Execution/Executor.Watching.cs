using Xcs.Diagnostics;

namespace Xcs.Execution;

// Runs that somebody may look at: not at all, from outside, or node by node.
internal sealed partial class Executor
{
    private RunObserver? Observe(Tier tier, PreparedRun prepared)
    {
        var observer = RunObserver.Of(tier.Units, tier.Mode, prepared.Run.Pool, Options);
        if (observer is { SeesNodes: true })
            prepared.Root.Frame.Context = observer.Context(prepared.Root.Frame.Context.CancellationToken);
        if (observer is { HasSpan: true })
            prepared.Run.CaptureFlow();
        return observer;
    }

    private void RunUnits(Tier tier, Frame frame)
    {
        if (RunObserver.Of(tier.Units, tier.Mode, Pool, Options) is not { } observer)
            RunUnseen(tier, frame);
        else if (observer.SeesNodes)
            observer.RunInPlace(tier.Units, frame, tier.Profile);
        else
            RunFromOutside(tier, frame, observer);
    }

    private static void RunFromOutside(Tier tier, Frame frame, RunObserver observer)
    {
        try
        {
            RunUnseen(tier, frame);
        }
        catch (Exception failure)
        {
            observer.EndedOutside(failure);
            throw;
        }

        observer.EndedOutside(failure: null);
    }

    private static void RunUnseen(Tier tier, Frame frame)
    {
        var units = tier.Units;
        var cancellationToken = frame.Context.CancellationToken;
        for (var unit = 0; unit < units.UnitCount; unit++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = units.UnitStart[unit];
            if (tier.Profile is { } profile)
                units.ExecuteMeasured(frame, unit, ref place, profile);
            else
                units.Execute(frame, unit, ref place);
        }
    }
}
