using Xcs.Threading;

namespace Xcs.Tests.Threading;

public sealed class ParkerTests
{
    [Fact]
    public void UnparkBeforeParkLetsParkReturnAtOnce()
    {
        var parker = new Parker();
        parker.Unpark();
        Eventually.Returns(parker.Park);
    }

    [Fact]
    public void PermitsDoNotAddUp()
    {
        var parker = new Parker();
        parker.Unpark();
        parker.Unpark();
        Assert.True(parker.Park(0));
        Assert.False(parker.Park(0));
    }

    [Fact]
    public void AParkedThreadIsWoken()
    {
        var parker = new Parker();
        var thread = new Thread(parker.Park) { IsBackground = true };
        thread.Start();
        Eventually.Holds(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        parker.Unpark();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void AParkThatTimedOutLeavesNothingBehind()
    {
        var parker = new Parker();
        Assert.False(parker.Park(1));
        parker.Unpark();
        Assert.True(parker.Park(60_000));
        Assert.False(parker.Park(1));
    }

    [Fact]
    public void ParkingAllocatesNothing()
    {
        const int Rounds = 2_000;
        Parker ping = new(), pong = new();
        long allocated = -1;
        var other = new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ping.Park();
                pong.Unpark();
            }
        }) { IsBackground = true };
        other.Start();
        Eventually.Returns(() =>
        {
            long before = 0;
            for (int i = 0; i < Rounds; i++)
            {
                if (i == Rounds / 2) before = GC.GetAllocatedBytesForCurrentThread();
                ping.Unpark();
                pong.Park();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, allocated);
    }
}
