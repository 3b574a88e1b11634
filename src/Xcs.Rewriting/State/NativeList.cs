using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xcs.Rewriting;

/// <summary>A growing array in native memory: growth makes no garbage. One thread at a time.</summary>
internal sealed unsafe class NativeList<T>
    where T : unmanaged
{
    private int _capacity;

    ~NativeList() => NativeMemory.Free(Data);

    public T* Data { get; private set; }

    public int Count { get; set; }

    public Span<T> Span => new(Data, Count);

    public ref T this[int index] => ref Data[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (Count == _capacity)
            Grow(Count + 1);
        Data[Count++] = item;
    }

    /// <summary>Makes room for more items and gives the first of them; they hold anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Append(int count)
    {
        if (_capacity - Count < count)
            Grow(checked(Count + count));
        var first = Data + Count;
        Count += count;
        return first;
    }

    public void Append(ReadOnlySpan<T> items) => items.CopyTo(new Span<T>(Append(items.Length), items.Length));

    /// <summary>Makes the list longer, with items that are zero.</summary>
    public void Extend(int count)
    {
        if (count <= Count)
            return;
        var added = count - Count;
        new Span<T>(Append(added), added).Clear();
    }

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        _capacity = Math.Max(needed, _capacity < 16 ? 16 : (int)Math.Min(2L * _capacity, int.MaxValue));
        var bytes = checked((nuint)_capacity * (nuint)sizeof(T));
        Data = (T*)NativeMemory.Realloc(Data, bytes);
        if (bytes < 2 * HugePages.Size)
            return;
        var start = ((nuint)Data + HugePages.Size - 1) & ~((nuint)HugePages.Size - 1);
        HugePages.Wish((void*)start, bytes - (start - (nuint)Data));
    }
}
