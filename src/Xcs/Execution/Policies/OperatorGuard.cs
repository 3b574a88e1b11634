using System.Globalization;
using Xcs.Planning;

namespace Xcs.Execution.Policies;

/// <summary>A policy as it applies to one operator of one function: with the clock and, where concurrency is limited, the gate.</summary>
/// <param name="Policy">What was asked for.</param>
/// <param name="Gate">The places of the resource; null where concurrency is not limited.</param>
/// <param name="Clock">The clock of time limits.</param>
/// <param name="Pool">Where calls run that are made outside a run.</param>
internal sealed record OperatorGuard(OperatorPolicy Policy, SemaphoreSlim? Gate, TimeProvider Clock, WorkerPool Pool)
{
    /// <summary>The policy in the text of a graph, such as <c>timeout 1 s, retry, max 4 of db</c>.</summary>
    public string TextFor(string name) => string.Join(", ", Parts(name));

    /// <summary>The resource that the operator's gate is about.</summary>
    public static string ResourceOf(OperatorPolicy policy, string name) => policy.Resource ?? name;

    private IEnumerable<string> Parts(string name)
    {
        if (Policy.Timeout is { } timeout)
            yield return $"timeout {Duration.Text(timeout.TotalNanoseconds)}";
        if (Policy.Retry is not null)
            yield return "retry";
        if (Policy.MaxConcurrency is { } limit)
            yield return string.Create(CultureInfo.InvariantCulture, $"max {limit} of {ResourceOf(Policy, name)}");
    }
}
