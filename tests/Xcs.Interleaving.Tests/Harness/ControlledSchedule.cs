using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Xcs.InterleavingTests.Harness;

/// <summary>Runs a scenario under schedules that a seed decides. README.md says how to write one.</summary>
internal static class ControlledSchedule
{
    private const int DefaultSchedules = 1_000;
    private const int DefaultMaxSteps = 20_000;

    /// <summary>How many schedules each scenario gets: 1,000, or what the environment variable XCS_SCHEDULES says.</summary>
    public static int Schedules { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("XCS_SCHEDULES"), CultureInfo.InvariantCulture, out int schedules)
            ? schedules
            : DefaultSchedules;

    /// <summary>Runs the body under the seed's schedule. Returns the schedule's fingerprint.</summary>
    /// <exception cref="ScheduleException">It deadlocked, did not end, or a <see cref="Require"/> or an assertion failed.</exception>
    public static ulong Run(int seed, Action body, int maxSteps = DefaultMaxSteps)
    {
        var scheduler = new Scheduler(Strategy.For(seed), maxSteps);
        Exception? failure = scheduler.Run(body);
        if (failure is null) return scheduler.Fingerprint();

        throw new ScheduleException($"Seed {seed}: {failure.Message}{Environment.NewLine}{scheduler.Trace()}", failure);
    }

    /// <summary>Runs the body under <see cref="Schedules"/> schedules, seeds 0 and up; the first failure surfaces with its seed.</summary>
    public static void Explore(Action body)
    {
        var distinct = new HashSet<ulong>();
        long start = Stopwatch.GetTimestamp();
        for (int seed = 0; seed < Schedules; seed++) distinct.Add(Run(seed, body));

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Schedules} schedules, {distinct.Count} of them distinct, {Schedules / seconds:F0} a second.");
    }

    /// <summary>Inside a scenario: starts another thread.</summary>
    public static void Start(string name, Action body) => VirtualThread.Controlled.Scheduler.Start(name, body);

    /// <summary>Inside a scenario: a place at which another thread may go on, for the scenario's own racy steps.</summary>
    public static void Point([CallerFilePath] string file = "", [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) =>
        VirtualThread.Controlled.Scheduler.Point(new Place(file, member, line));

    /// <summary>Inside a scenario: a number from 0 to <paramref name="limit"/> - 1 that the seed decides.</summary>
    public static int Next(int limit) => VirtualThread.Controlled.Scheduler.Next(limit);

    /// <summary>Inside a scenario: waits for something that another thread does.</summary>
    public static void WaitUntil(
        Func<bool> condition,
        [CallerFilePath] string file = "",
        [CallerMemberName] string member = "",
        [CallerLineNumber] int line = 0) =>
        VirtualThread.Controlled.Scheduler.WaitUntil(condition, new Place(file, member, line));

    /// <summary>Inside a scenario: what has to hold. Works where an exception would be caught by the code under test.</summary>
    public static void Require(bool holds, [CallerArgumentExpression(nameof(holds))] string rule = "")
    {
        if (!holds) VirtualThread.Controlled.Scheduler.Fail(new ScheduleException($"Does not hold: {rule}"));
    }
}
