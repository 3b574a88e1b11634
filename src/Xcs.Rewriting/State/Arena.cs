using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>Blocks of one size in native memory, handed out and taken back. Safe to use from many threads.</summary>
internal sealed unsafe class Arena(int blockSize) : IDisposable
{
    private const int FirstSlab = 1 << 16;
    private const int LargestSlab = 8 * HugePages.Size;
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
        var bytes = (nuint)Math.Min(LargestSlab, Math.Max(_size, FirstSlab << Math.Min(_slabs.Count, 10)));
        _next = (byte*)NativeMemory.AlignedAlloc(bytes, bytes >= HugePages.Size ? (nuint)HugePages.Size : Alignment);
        _end = _next + ((int)bytes / _size * _size);
        if (bytes >= HugePages.Size)
            HugePages.Wish(_next, bytes);
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
