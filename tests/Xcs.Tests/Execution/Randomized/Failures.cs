namespace Xcs.Tests.Execution.Randomized;

/// <summary>The exceptions of random programs: several types, so that a changed type shows; the message names the line and its input.</summary>
internal static class Failures
{
    public static Exception Make(int id, long hash)
    {
        var message = $"line {id} on {hash:x}";
        return (id % 5) switch
        {
            0 => new InvalidOperationException(message),
            1 => new PlannedException(message),
            2 => new ArgumentException(message),
            3 => new OperationCanceledException(message),
            _ => new AggregateException(message, new PlannedException("inner")),
        };
    }
}

internal sealed class PlannedException(string message) : Exception(message);
