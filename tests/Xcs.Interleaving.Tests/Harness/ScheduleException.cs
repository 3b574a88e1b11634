namespace Xcs.InterleavingTests.Harness;

/// <summary>A schedule went wrong.</summary>
public sealed class ScheduleException : Exception
{
    public ScheduleException(string message)
        : base(message)
    {
    }

    public ScheduleException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
