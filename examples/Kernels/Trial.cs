using System.Collections.Concurrent;

namespace KernelExamples;

/// <summary>A kernel with its data and the plain C# that it must agree with. Both may run as often as one likes.</summary>
public abstract class Trial : IDisposable
{
    private readonly List<IDisposable> _buffers = [];

    /// <summary>Runs the kernel.</summary>
    public Action Launch { get; set; } = static () => { };

    /// <summary>Runs the reference, on one core.</summary>
    public Action Plain { get; set; } = static () => { };

    /// <summary>The same reference on all cores; null where its turns need each other.</summary>
    public Action? PlainOnAllCores { get; private set; }

    /// <summary>Whether the last results of both agree.</summary>
    public abstract bool IsEqual { get; }

    /// <summary>Sets a reference of loops whose turns do not need each other: on one core they run as they stand, on all cores in parts.</summary>
    public void PlainLoops(Action<ForLoop> reference)
    {
        Plain = () => reference(static (turns, part) => part(0, turns));
        PlainOnAllCores = () => reference(static (turns, part) => Parallel.ForEach(Partitioner.Create(0, turns), range => part(range.Item1, range.Item2)));
    }

    /// <summary>A buffer that lives as long as this.</summary>
    public ReadOnlyBuffer<T> Input<T>(T[] values)
        where T : unmanaged => Keep(new ReadOnlyBuffer<T>(values));

    /// <summary>A buffer of zeros that lives as long as this.</summary>
    public Buffer<T> Scratch<T>(int length)
        where T : unmanaged => Keep(new Buffer<T>(length));

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
        GC.SuppressFinalize(this);
    }

    private TBuffer Keep<TBuffer>(TBuffer buffer)
        where TBuffer : IDisposable
    {
        _buffers.Add(buffer);
        return buffer;
    }
}
