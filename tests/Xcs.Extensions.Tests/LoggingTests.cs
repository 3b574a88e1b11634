using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Xcs.Extensions.Tests;

/// <summary>Messages are about the whole process: these tests look at those with names of their own.</summary>
public sealed class LoggingTests
{
    [Fact]
    public void FailedRunIsLoggedWhereTheLevelIsDebug()
    {
        foreach (var level in (LogLevel[])[LogLevel.Information, LogLevel.Debug])
        {
            using var log = new LogRecorder();
            using var services = Services(log, level);
            var fast = Graph.Jit<int, int>(FailingForTheLog, services.GetRequiredService<JitOptions>());
            Assert.Throws<InvalidTimeZoneException>(() => fast.Invoke(1));
            var messages = log.Of("RunFailed").Where(message => Equals(message.Values["Graph"], fast.Graph.Name)).ToArray();
            if (level == LogLevel.Information)
            {
                Assert.Empty(messages);
                continue;
            }

            var message = Assert.Single(messages);
            Assert.Equal(LogLevel.Debug, message.Level);
            Assert.EndsWith("s: System.InvalidTimeZoneException: for the log", message.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void RetracesAndTierChangesAreLogged()
    {
        using var log = new LogRecorder();
        using var services = Services(log, LogLevel.Debug);
        var options = services.GetRequiredService<JitOptions>() with { Mode = ExecutionMode.Sequential };
        JitFunction<int, int> fast = null!;
        for (var k = 0; k < 2; k++)
            fast = Graph.Jit<int, int>(TracedTwiceForTheLog, options);
        var retrace = Assert.Single(log.Of("Retraced"), static message => ((string)message.Values["Function"]!).Contains(nameof(TracedTwiceForTheLog), StringComparison.Ordinal));
        Assert.Equal("LoggingTests.TracedTwiceForTheLog was traced again: it has options of its own. Keep what Graph.Jit returns to trace it once", retrace.Text);

        for (var k = 0; k < 4; k++)
            fast.Invoke(1);
        LogRecorder.Message[] Changes() => [.. log.Of("TierChanged").Where(message => Equals(message.Values["Graph"], fast.Graph.Name))];
        Assert.True(SpinWait.SpinUntil(() => Changes().Length > 0, TimeSpan.FromSeconds(30)));
        Assert.Equal($"{fast.Graph.Name} runs another way: sequential, settled (asked for)", Assert.Single(Changes()).Text);
    }

    [Fact]
    public void PoolThatClosesWithTheServicesIsLogged()
    {
        using var log = new LogRecorder();
        var services = Services(log, LogLevel.Information, static options => options.Pool = new WorkerPoolOptions { Workers = 2, Name = "closing-for-the-log" });
        services.GetRequiredService<WorkerPool>();
        services.Dispose();
        var message = Assert.Single(log.Of("PoolClosing"), static message => Equals(message.Values["Pool"], "closing-for-the-log"));
        Assert.Equal((LogLevel.Information, "The pool closing-for-the-log of 2 workers takes no more runs and ends with those under way"), (message.Level, message.Text));
    }

    [Fact]
    public void LostTraceEventsAreLogged()
    {
        using var log = new LogRecorder();
        using var services = Services(log, LogLevel.Information);
        var fast = Graph.Jit<int, int>(LostForTheLog, services.GetRequiredService<JitOptions>());
        var trace = RunTrace.Start(new RunTraceOptions { EventsPerThread = 1 });
        fast.Invoke(1);
        trace.Dispose();
        Assert.Contains(log.Of("TraceEventsLost"), static message => message.Level == LogLevel.Warning && (long)message.Values["Events"]! > 0);
    }

    [Fact]
    public void NothingIsLoggedAfterTheServicesHaveGone()
    {
        using var log = new LogRecorder();
        Services(log, LogLevel.Debug).Dispose();
        var before = log.Messages.Length;
        using (new WorkerPool(new WorkerPoolOptions { Workers = 1, Name = "too-late-for-the-log" }))
        {
        }

        Assert.DoesNotContain(log.Messages[before..], static message => Equals(message.Values.GetValueOrDefault("Pool"), "too-late-for-the-log"));
    }

    private static ServiceProvider Services(LogRecorder log, LogLevel level, Action<XcsOptions>? configure = null)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(level))
            .AddXcs(configure ?? (static options => options.Pool = new WorkerPoolOptions { Workers = 2 }))
            .BuildServiceProvider();
        services.GetRequiredService<JitOptions>();
        return services;
    }

    private static Traced<int> FailingForTheLog(Traced<int> x) => x.Then(static v => v > 0 ? throw new InvalidTimeZoneException("for the log") : v);

    private static Traced<int> LostForTheLog(Traced<int> x) => x.Then(static v => v + 1).Then(static v => v * 3);

    private static Traced<int> TracedTwiceForTheLog(Traced<int> x) => x.Then(static v => v + 1).Then(static v => v * 2);
}
