namespace KernelExamples;

/// <summary>A kernel with its data and the plain C# that it must agree with. Both may run as often as one likes.</summary>
public abstract class Trial : IDisposable
{
    private readonly List<IDisposable> _buffers = [];

    /// <summary>Runs the kernel.</summary>
    public Action Launch { get; set; } = static () => { };

    /// <summary>Runs the reference, on one core.</summary>
    public Action Plain { get; set; } = static () => { };

    /// <summary>Whether the last results of both agree.</summary>
    public abstract bool IsEqual { get; }

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
