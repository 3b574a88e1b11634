using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Xcs.Extensions.Tests;

/// <summary>Keeps the messages of the category Xcs.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<Message> _messages = [];

    public Message[] Messages => [.. _messages];

    public Message[] Of(string name) => [.. _messages.Where(message => message.Name == name)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName == "Xcs" ? _messages : []);

    public void Dispose()
    {
    }

    internal sealed record Message(string Name, LogLevel Level, string Text, Dictionary<string, object?> Values);

    private sealed class Logger(ConcurrentQueue<Message> messages) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            messages.Enqueue(new Message(eventId.Name!, logLevel, formatter(state, exception), new((IEnumerable<KeyValuePair<string, object?>>)state!)));
    }
}
