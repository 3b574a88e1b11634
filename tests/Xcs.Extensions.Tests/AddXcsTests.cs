using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Xcs.Extensions.Tests;

public sealed class AddXcsTests
{
    [Fact]
    public async Task AServiceGetsTheOptionsOfTheHostAndRunsOnItsPool()
    {
        using var host = Host(
            new()
            {
                ["Xcs:Mode"] = "Eager",
                ["Xcs:Compilation"] = "Immediate",
                ["Xcs:Pool:Workers"] = "3",
                ["Xcs:Pool:Name"] = "host",
                ["Xcs:Pool:Priority"] = "BelowNormal",
            },
            static (services, configuration) => services.AddXcs(configuration.GetSection("Xcs")).AddSingleton<Scoring>());
        await host.StartAsync(TestContext.Current.CancellationToken);
        var scoring = host.Services.GetRequiredService<Scoring>();
        Assert.Equal((ExecutionMode.Eager, CompilationMode.Immediate), (scoring.Options.Mode, scoring.Options.Compilation));
        Assert.Equal(new WorkerPoolOptions { Workers = 3, Name = "host", Priority = ThreadPriority.BelowNormal }, scoring.Options.Pool!.Options);
        Assert.Same(host.Services.GetRequiredService<WorkerPool>(), scoring.Options.Pool);
        Assert.Equal((42, "host"), await scoring.ScoreAsync(20));
    }

    [Fact]
    public void DefaultsAreThoseOfTheCore()
    {
        using var services = new ServiceCollection().AddXcs().BuildServiceProvider();
        var options = services.GetRequiredService<JitOptions>();
        Assert.Equal(new JitOptions().Mode, options.Mode);
        Assert.Equal(new JitOptions().Compilation, options.Compilation);
        Assert.Same(TimeProvider.System, options.TimeProvider);
        Assert.Equal(new WorkerPoolOptions(), options.Pool!.Options);
    }

    [Fact]
    public void CodeAndConfigurationAddUp()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Pool:Workers"] = "2" }).Build();
        using var services = new ServiceCollection()
            .AddXcs(static options => options.Mode = ExecutionMode.Waves)
            .AddXcs(configuration)
            .BuildServiceProvider();
        var options = services.GetRequiredService<JitOptions>();
        Assert.Equal((ExecutionMode.Waves, 2), (options.Mode, options.Pool!.Workers));
        Assert.Single(services.GetServices<WorkerPool>());
        Assert.Single(services.GetServices<IValidateOptions<XcsOptions>>());
    }

    [Fact]
    public void ThePoolEndsWithTheServices()
    {
        var services = new ServiceCollection().AddXcs(static options => options.Pool = WorkerPoolOptions.Small()).BuildServiceProvider();
        var fast = Graph.Jit((Traced<int> x) => x.Then(static v => v + 1), services.GetRequiredService<JitOptions>());
        Assert.Equal(2, fast.Invoke(1));
        services.Dispose();
        Assert.Throws<ObjectDisposedException>(() => fast.Invoke(1));
    }

    [Fact]
    public void AnOwnPoolAndClockAreUsed()
    {
        var clock = new OwnClock();
        using var services = new ServiceCollection().AddSingleton(WorkerPool.Shared).AddSingleton<TimeProvider>(clock).AddXcs().BuildServiceProvider();
        var options = services.GetRequiredService<JitOptions>();
        Assert.Same(WorkerPool.Shared, options.Pool);
        Assert.Same(clock, options.TimeProvider);
    }

    [Fact]
    public async Task WrongOptionsStopTheHostWithAllTheirRules()
    {
        using var host = Host([], static (services, _) => services.AddXcs(static options =>
        {
            options.Mode = (ExecutionMode)17;
            options.Pool = new WorkerPoolOptions { Workers = 0 };
        }));
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, refused.Failures.Count());
        Assert.Contains("JitOptions.Mode: 17 is no execution mode. Use a member of ExecutionMode.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("WorkerPoolOptions.Workers must be 1 to 1024; leave it out for one worker per processor.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingPoolIsRefused()
    {
        using var services = new ServiceCollection().AddXcs(static options => options.Pool = null!).BuildServiceProvider();
        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<WorkerPool>);
        Assert.Contains("XcsOptions.Pool: it is null", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Xcs:Pool:Workers", "many", "Xcs:Pool:Workers")]
    [InlineData("Xcs:Mode", "Fast", "Xcs:Mode")]
    [InlineData("Xcs:Worker", "4", "Worker")]
    public async Task WrongConfigurationStopsTheHostAndNamesTheKey(string key, string value, string named)
    {
        using var host = Host(new() { [key] = value }, static (services, configuration) => services.AddXcs(configuration.GetSection("Xcs")));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static IHost Host(Dictionary<string, string?> settings, Action<IServiceCollection, IConfiguration> add)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(settings);
        add(builder.Services, builder.Configuration);
        return builder.Build();
    }

    private sealed class Scoring(JitOptions xcs)
    {
        private readonly JitFunction<int, (int, string)> _score = Graph.Jit(
            (Traced<int> x) => Graph.Call(static (a, b) => (a + b, Thread.CurrentThread.Name!.Split('-')[0]), x.Then(static v => v + 1), x.Then(static v => v + 1)), xcs);

        public JitOptions Options => xcs;

        public Task<(int, string)> ScoreAsync(int order) => _score.InvokeAsync(order);
    }

    private sealed class OwnClock : TimeProvider;
}
