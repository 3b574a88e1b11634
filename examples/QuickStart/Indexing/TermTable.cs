namespace QuickStart;

/// <summary>Numbers terms 0, 1, 2, … by first appearance: a hash table whose keys live in one character buffer.</summary>
public sealed class TermTable
{
    private int[] slots = new int[4096]; // id + 1; 0 is free
    private uint[] hashes = new uint[2048];
    private int[] starts = new int[2049];
    private char[] characters = new char[16384];

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int id] => characters.AsSpan(starts[id]..starts[id + 1]);

    public uint Hash(int id) => hashes[id];

    /// <summary>The term's number, or a negative number.</summary>
    public int Find(ReadOnlySpan<char> term, uint hash) => slots[Slot(term, hash)] - 1;

    public int GetOrAdd(ReadOnlySpan<char> term, uint hash)
    {
        var slot = Slot(term, hash);
        return slots[slot] > 0 ? slots[slot] - 1 : Add(term, hash, slot);
    }

    // The slot of the term, or the free slot where it belongs.
    private int Slot(ReadOnlySpan<char> term, uint hash)
    {
        var table = slots;
        var mask = table.Length - 1;
        var slot = (int)hash & mask;
        for (; table[slot] > 0; slot = (slot + 1) & mask)
        {
            var id = table[slot] - 1;
            if (hashes[id] == hash && this[id].SequenceEqual(term))
            {
                break;
            }
        }

        return slot;
    }

    private int Add(ReadOnlySpan<char> term, uint hash, int slot)
    {
        var id = Count++;
        if (id == hashes.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        var start = starts[id];
        if (characters.Length - start < term.Length)
        {
            Array.Resize(ref characters, Math.Max(characters.Length * 2, start + term.Length));
        }

        term.CopyTo(characters.AsSpan(start));
        starts[id + 1] = start + term.Length;
        hashes[id] = hash;
        slots[slot] = id + 1;
        return id;
    }

    // At most every second slot is taken.
    private void Grow()
    {
        var count = hashes.Length;
        Array.Resize(ref hashes, count * 2);
        Array.Resize(ref starts, count * 2 + 1);
        slots = new int[count * 4];
        for (var id = 0; id < count; id++)
        {
            slots[FreeSlot(hashes[id])] = id + 1;
        }
    }

    private int FreeSlot(uint hash)
    {
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
