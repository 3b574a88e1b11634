using Xcs.InterleavingTests.Threading;
using Xcs.Threading;

namespace Xcs.InterleavingTests.Harness;

public sealed class HarnessTests
{
    [Fact]
    public void TheSameSeedGivesTheSameSchedule()
    {
        for (int seed = 0; seed < 50; seed++) Assert.Equal(ControlledSchedule.Run(seed, Scenario), ControlledSchedule.Run(seed, Scenario));

        static void Scenario()
        {
            using var pool = new WorkerPool(new WorkerPoolOptions { Workers = 3 });
            int done = 0;
            var item = new LambdaItem(_ => done++);
            for (int i = 0; i < 4; i++) pool.Enqueue(item, i);
            pool.RunBlocking(item, 4);
            ControlledSchedule.WaitUntil(() => done == 5);
        }
    }

    [Fact]
    public void ALostWakeUpIsFound()
    {
        var failure = Assert.Throws<ScheduleException>(() => ControlledSchedule.Explore(() => Deliver(secondLook: false)));
        Assert.Contains("Deadlock", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Seed ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailedSeedFailsAgain()
    {
        int seed = 0;
        while (!Fails(seed)) seed++;
        for (int i = 0; i < 5; i++) Assert.True(Fails(seed));

        static bool Fails(int seed)
        {
            try
            {
                ControlledSchedule.Run(seed, () => Deliver(secondLook: false));
                return false;
            }
            catch (ScheduleException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void TheSecondLookMakesUpForIt() => ControlledSchedule.Explore(() => Deliver(secondLook: true));

    [Fact]
    public void AnEndlessLoopIsFound()
    {
        var failure = Assert.Throws<ScheduleException>(() => ControlledSchedule.Run(0, Forever, maxSteps: 1_000));
        Assert.Contains("1000 steps", failure.Message, StringComparison.Ordinal);

        static void Forever()
        {
            while (true) Interleaving.Pause(1);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AnExceptionOnAnyThreadSurfaces(int seed)
    {
        var failure = Assert.Throws<ScheduleException>(() => ControlledSchedule.Run(seed, () =>
        {
            ControlledSchedule.Start("other", () => throw new FormatException("other"));
            ControlledSchedule.WaitUntil(() => false);
        }));
        Assert.IsType<FormatException>(failure.InnerException);
    }

    /// <summary>Two letters to a mailbox whose reader sleeps while it is empty.</summary>
    private static void Deliver(bool secondLook)
    {
        var parker = new Parker();
        int letters = 0;
        bool asleep = false;
        ControlledSchedule.Start("reader", () =>
        {
            for (int read = 0; read < 2; read++)
            {
                while (true)
                {
                    Interleaving.Point();
                    if (letters > read) break;

                    Interleaving.Point();
                    asleep = true;
                    Interleaving.Point();
                    if (!secondLook || letters <= read) parker.Park();
                    asleep = false;
                }
            }
        });

        for (int i = 0; i < 2; i++)
        {
            Interleaving.Point();
            letters++;
            Interleaving.Point();
            if (asleep) parker.Unpark();
        }
    }
}
