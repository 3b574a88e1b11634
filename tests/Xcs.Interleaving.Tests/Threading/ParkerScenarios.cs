using Xcs.InterleavingTests.Harness;
using Xcs.Threading;

namespace Xcs.InterleavingTests.Threading;

public sealed class ParkerScenarios
{
    [Fact]
    public void EveryPermitReachesTheParkedThread() => ControlledSchedule.Explore(() =>
    {
        Parker ping = new(), pong = new();
        int turn = 0;
        ControlledSchedule.Start("other", () =>
        {
            for (int i = 0; i < 3; i++)
            {
                ping.Park();
                ControlledSchedule.Require(turn == (2 * i) + 1);
                turn++;
                pong.Unpark();
            }
        });

        for (int i = 0; i < 3; i++)
        {
            turn++;
            ping.Unpark();
            pong.Park();
            ControlledSchedule.Require(turn == (2 * i) + 2);
        }
    });

    [Fact]
    public void APermitOutlivesTheWaitThatMissedIt() => ControlledSchedule.Explore(() =>
    {
        var parker = new Parker();
        ControlledSchedule.Start("other", parker.Unpark);
        if (!parker.Park(milliseconds: 1)) parker.Park();
        ControlledSchedule.Require(!parker.Park(milliseconds: 1));
    });

    [Fact]
    public void SeveralWakersWakeAtLeastOnce() => ControlledSchedule.Explore(() =>
    {
        var parker = new Parker();
        int done = 0;
        for (int i = 0; i < 3; i++)
        {
            ControlledSchedule.Start($"waker {i}", () =>
            {
                Interlocked.Increment(ref done);
                parker.Unpark();
            });
        }

        while (Volatile.Read(ref done) < 3) parker.Park();
    });
}
