using System.Diagnostics;

namespace Xcs.Rewriting;

/// <summary>
/// Receipts and patches, tick by tick; only ever appended to. In memory, or also in a file. Every entry names its parent commit, so a world that jumped
/// back and went on has left a branch behind; the branch of the last entry counts. One thread at a time.
/// </summary>
[DebuggerDisplay("{Count} entries")]
public sealed unsafe partial class Ledger : IDisposable
{
    private readonly List<LedgerEntry> _entries = [];
    private FileStream? _file;
    private World? _world;
    private bool _isDisposed;

    /// <summary>An empty ledger in memory.</summary>
    public Ledger()
    {
    }

    /// <summary>Frees the entries' memory.</summary>
    ~Ledger() => Release();

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Where the next entry is appended to: the number of its parent, or -1.</summary>
    internal int Position { get; set; } = -1;

    /// <summary>The receipt of an entry.</summary>
    /// <param name="entry">0 to <see cref="Count"/> - 1, in the order of writing.</param>
    /// <exception cref="RewritingException">There is no such entry.</exception>
    public TickReceipt Receipt(int entry)
    {
        if ((uint)entry >= (uint)_entries.Count)
            throw new RewritingException(Fault.BadArgument, $"there is no entry {entry}", $"The ledger has {Count}, from 0 on.");
        var receipt = ReceiptCodec.Read(_entries[entry].Span, out _);
        GC.KeepAlive(this);
        return receipt;
    }

    /// <summary>Closes the file, if there is one, and frees the entries.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _file?.Dispose();
        _file = null;
        Release();
        GC.SuppressFinalize(this);
    }

    internal LedgerEntry this[int entry] => _entries[entry];

    /// <summary>From now on the ledger is this world's.</summary>
    internal void Bind(World world)
    {
        if (_world is not null && _world != world)
            throw new LedgerException("the ledger belongs to another world", "Give every world a ledger of its own; World.Replay makes a world from one.");
        if (Count > 0 && Position < 0)
            throw new LedgerException($"the ledger has {Count} entries, the world is new", "Use World.Replay to go on where the ledger ends.");
        _world = world;
    }

    /// <summary>This ledger, if it is nobody's; otherwise a copy in memory. Its world stands at the last entry.</summary>
    internal Ledger OwnOrCopy(World world)
    {
        var own = this;
        if (_world is not null)
        {
            own = new Ledger();
            foreach (var entry in _entries)
                own._entries.Add(LedgerEntry.Make(entry.Span, entry.Tick, entry.Parent, entry.Commit));
        }

        own._world = world;
        own.Position = own.Count - 1;
        return own;
    }

    internal void Append(ReadOnlySpan<byte> payload, Digest parent, Digest commit)
    {
        if (_isDisposed)
            throw new LedgerException("the ledger is disposed; the tick is undone", "Dispose of the world first.");
        var entry = LedgerEntry.Make(payload, ReceiptCodec.Tick(payload), Position, commit);
        try
        {
            Write(entry);
        }
        catch
        {
            entry.Free();
            throw;
        }

        Debug.Assert(Position < 0 || _entries[Position].Commit == parent, "entries form a chain");
        _entries.Add(entry);
        Position = _entries.Count - 1;
    }

    /// <summary>The entries from the first to the last one, along parents.</summary>
    internal List<int> Branch()
    {
        var branch = new List<int>();
        for (var k = _entries.Count - 1; k >= 0; k = _entries[k].Parent)
            branch.Add(k);
        branch.Reverse();
        return branch;
    }

    private void Release()
    {
        foreach (var entry in _entries)
            entry.Free();
        _entries.Clear();
    }
}
