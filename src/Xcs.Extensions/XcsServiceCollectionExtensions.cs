using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xcs;
using Xcs.Extensions;

// Where everybody looks for what adds services.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Xcs to the services of a host.</summary>
public static class XcsServiceCollectionExtensions
{
    /// <summary>
    /// Adds one <see cref="WorkerPool"/> for the whole host, which is disposed of with it, and the <see cref="JitOptions"/> to give to
    /// <c>Graph.Jit</c>. What happens to pools, functions and traces is logged in the category <c>Xcs</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options; the defaults where it is null.</param>
    /// <returns>The services.</returns>
    /// <remarks>
    /// <para>
    /// Options are checked when the host starts, or when the first of the services is made where there is no host. What the process has
    /// registered already is left alone: a pool of its own, a <see cref="TimeProvider"/>. Adding twice is adding once, with both configurations.
    /// </para>
    /// <para>
    /// Messages are about the whole process, also about functions that use another pool. Failed runs are logged where the category has the
    /// level Debug: to see them, every run tells when it begins and ends. The exception is the caller's in any case.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.Services.AddXcs(builder.Configuration.GetSection("Xcs"));
    ///
    /// sealed class Scoring(JitOptions xcs)
    /// {
    ///     private readonly JitFunction&lt;Order, Score&gt; _score = Graph.Jit&lt;Order, Score&gt;(Describe, xcs);
    ///
    ///     public Task&lt;Score&gt; ScoreAsync(Order order, CancellationToken cancellationToken) => _score.InvokeAsync(order, cancellationToken);
    /// }
    /// </code>
    /// </example>
    public static IServiceCollection AddXcs(this IServiceCollection services, Action<XcsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<XcsOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<XcsOptions>, XcsOptionsValidator>());
        services.TryAddSingleton(static provider => new EventLog(Logger(provider)));
        services.TryAddSingleton(MakePool);
        services.TryAddSingleton(MakeOptions);
        return services;
    }

    /// <inheritdoc cref="AddXcs(IServiceCollection, Action{XcsOptions}?)"/>
    /// <param name="services">The services.</param>
    /// <param name="section">Binds to <see cref="XcsOptions"/>: a key that it does not know is an error.</param>
    public static IServiceCollection AddXcs(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddXcs();
        services.AddOptions<XcsOptions>().Bind(section, static binder => binder.ErrorOnUnknownConfiguration = true);
        return services;
    }

    // The log comes first: what is made first is disposed of last, and hears the pool close.
    private static WorkerPool MakePool(IServiceProvider provider)
    {
        provider.GetRequiredService<EventLog>();
        return new WorkerPool(provider.GetRequiredService<IOptions<XcsOptions>>().Value.Pool);
    }

    private static JitOptions MakeOptions(IServiceProvider provider)
    {
        provider.GetRequiredService<EventLog>();
        var options = provider.GetRequiredService<IOptions<XcsOptions>>().Value;
        return options.ToJitOptions() with
        {
            Pool = provider.GetRequiredService<WorkerPool>(),
            TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System,
        };
    }

    private static ILogger Logger(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Xcs");
}
