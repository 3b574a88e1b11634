using Xcs.Execution;
using Xcs.InterleavingTests.Harness;

namespace Xcs.InterleavingTests.Execution;

public sealed class UnitDequeScenarios
{
    [Fact]
    public void OwnerAndTwoThievesTakeEachItemOnce() => ControlledSchedule.Explore(() => Share(initial: 0, pushes: 5));

    // The owner fills the first array beforehand: the pushes grow it under the thieves' hands.
    [Fact]
    public void AlsoWhileTheDequeGrows() => ControlledSchedule.Explore(() => Share(initial: 63, pushes: 3));

    // The array is a ring: the place of an item that is stolen may be written again at once.
    [Fact]
    public void AlsoWhereTheRingIsFull() => ControlledSchedule.Explore(() => Share(initial: 62, pushes: 3, taken: 3));

    private static void Share(int initial, int pushes, int taken = 0)
    {
        var deque = new UnitDeque();
        var count = new int[initial + pushes + taken];
        int next = 0;
        for (; next < initial; next++) deque.Push(next);
        for (int k = 0; k < taken; k++)
        {
            if (deque.TrySteal(out long item)) count[item]++;
        }

        int thieves = 2;
        for (int thief = 0; thief < 2; thief++)
        {
            ControlledSchedule.Start($"thief {thief}", () =>
            {
                for (int k = 0; k < 4; k++)
                {
                    if (deque.TrySteal(out long item)) count[item]++;
                }

                thieves--;
            });
        }

        for (int end = next + pushes + taken; next < end; next++)
        {
            deque.Push(next);
            if (ControlledSchedule.Next(2) == 0 && deque.TryTake(out long item)) count[item]++;
        }

        ControlledSchedule.WaitUntil(() => thieves == 0);
        while (deque.TryTake(out long item)) count[item]++;
        ControlledSchedule.Require(deque.IsEmpty);
        ControlledSchedule.Require(Array.TrueForAll(count, static times => times == 1));
    }
}
