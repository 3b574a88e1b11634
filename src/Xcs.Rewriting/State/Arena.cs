using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>Blocks of one size in native memory, handed out and taken back. Safe to use from many threads.</summary>
internal sealed unsafe class Arena(int blockSize) : IDisposable
{
    private const int SlabSize = 1 << 20;
    private const int Alignment = 64;

    private readonly Lock _lock = new();
    private readonly List<nint> _slabs = [];
    private readonly int _size = (blockSize + Alignment - 1) & -Alignment;
    private byte* _free;
    private byte* _next;
    private byte* _end;

    ~Arena() => Release();

    /// <summary>A block that holds anything.</summary>
    public byte* Rent()
    {
        lock (_lock)
        {
            if (_free != null)
            {
                var block = _free;
                _free = *(byte**)block;
                return block;
            }

            if (_next == _end)
                AddSlab();
            var fresh = _next;
            _next += _size;
            return fresh;
        }
    }

    public void Return(byte* block)
    {
        lock (_lock)
        {
            *(byte**)block = _free;
            _free = block;
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    // Small at first: a world may have thousands of warps with a page or two.
    private void AddSlab()
    {
        var blocks = Math.Max(1, Math.Min(SlabSize, _size << Math.Min(_slabs.Count, 20)) / _size);
        var bytes = (nuint)blocks * (nuint)_size;
        _next = (byte*)NativeMemory.AlignedAlloc(bytes, Alignment);
        _end = _next + bytes;
        _slabs.Add((nint)_next);
    }

    private void Release()
    {
        foreach (var slab in _slabs)
            NativeMemory.AlignedFree((void*)slab);
        _slabs.Clear();
        _free = _next = _end = null;
    }
}
