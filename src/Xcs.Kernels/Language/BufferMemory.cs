using System.Runtime.InteropServices;

namespace Xcs.Kernels;

/// <summary>What a kernel can be given as an array.</summary>
internal interface IKernelBuffer
{
    BufferMemory Memory { get; }

    /// <summary>The length of a row; 0 where there are no rows.</summary>
    int Columns => 0;
}

/// <summary>
/// A piece of memory that does not move. It is freed when it is disposed and no launch uses it: the count is one for the owner and one for each
/// launch, and whoever takes it to zero frees.
/// </summary>
internal sealed unsafe class BufferMemory : IDisposable
{
    // The width of the widest vectors, and of a cache line.
    private const int Alignment = 64;

    private readonly nint _address;
    private readonly GCHandle _pinned;
    private int _isDisposed;
    private int _uses = 1;

    private BufferMemory(nint address, int length, GCHandle pinned) => (_address, Length, _pinned) = (address, length, pinned);

    ~BufferMemory()
    {
        if (_uses > 0)
            Free();
    }

    public int Length { get; }

    public nint Address => _isDisposed == 0 ? _address : throw new ObjectDisposedException("Buffer");

    /// <summary>Zeros.</summary>
    public static BufferMemory Native(int length, int elementSize)
    {
        if (length < 0)
            throw new OptionsException($"a length of {length}", "Give 0 or more.", "Buffer");
        var bytes = (nuint)length * (nuint)elementSize;
        if (bytes > (nuint)Array.MaxLength * 8)
            throw new OptionsException($"{bytes} bytes", $"Use at most {(nuint)Array.MaxLength * 8}.", "Buffer");
        var address = (nint)NativeMemory.AlignedAlloc(Math.Max(bytes, 1), Alignment);
        NativeMemory.Clear((void*)address, bytes);
        return new(address, length, default);
    }

    /// <summary>The elements of an array, which stays where it is until this is disposed.</summary>
    public static BufferMemory Pin(Array array)
    {
        var handle = GCHandle.Alloc(array, GCHandleType.Pinned);
        return new(handle.AddrOfPinnedObject(), array.Length, handle);
    }

    /// <summary>Keeps the memory until <see cref="Release"/>; false if it is disposed.</summary>
    public bool TryAcquire()
    {
        int uses;
        do
        {
            uses = Volatile.Read(ref _uses);
            if (uses == 0 || Volatile.Read(ref _isDisposed) != 0)
                return false;
        }
        while (Interlocked.CompareExchange(ref _uses, uses + 1, uses) != uses);
        return true;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
            Free();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            Release();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_pinned.IsAllocated)
            _pinned.Free();
        else
            NativeMemory.AlignedFree((void*)_address);
    }
}
