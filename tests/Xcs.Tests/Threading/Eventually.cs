namespace Xcs.Tests.Threading;

/// <summary>Waits that end the test instead of hanging when something never happens.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Holds(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Limit));

    public static void Ends(Task task) => Assert.True(task.Wait(Limit), "the task has not ended");

    public static T Result<T>(Task<T> task)
    {
        Ends(task);
        return task.Result;
    }

    /// <summary>Runs the body elsewhere and waits for it.</summary>
    public static void Returns(Action body) =>
        Ends(Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
}
