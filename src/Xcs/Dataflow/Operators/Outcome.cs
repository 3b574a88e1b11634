using System.Runtime.ExceptionServices;

namespace Xcs.Dataflow.Operators;

/// <summary>How a body that may fail has ended: with its result, or with an exception that keeps its stack trace.</summary>
internal readonly struct Outcome<T>
{
    private readonly T _value;
    private readonly ExceptionDispatchInfo? _failure;

    public Outcome(T value)
    {
        _value = value;
        _failure = null;
    }

    public Outcome(ExceptionDispatchInfo failure)
    {
        _value = default!;
        _failure = failure;
    }

    /// <summary>The exception; null where there is none.</summary>
    public Exception? Exception => _failure?.SourceException;

    /// <summary>The result, or the exception as it was thrown.</summary>
    public T Get()
    {
        _failure?.Throw();
        return _value;
    }

    public static Outcome<T> Failed(Exception exception) => new(ExceptionDispatchInfo.Capture(exception));
}
