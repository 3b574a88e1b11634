using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Xcs.Rewriting;

// A file: eight bytes that name the format, then entries.
public sealed unsafe partial class Ledger
{
    private static ReadOnlySpan<byte> Magic => "XCSLEDG1"u8;

    /// <summary>Writes a copy.</summary>
    /// <exception cref="LedgerException">The file cannot be written.</exception>
    public void Save(string path)
    {
        try
        {
            using var file = new FileStream(RequirePath(path), FileMode.Create, FileAccess.Write);
            file.Write(Magic);
            foreach (var entry in _entries)
                file.Write(entry.Framed);
            file.Flush(flushToDisk: true);
            GC.KeepAlive(this);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException("it cannot be written", "Give a path that can be written to.", path, exception);
        }
    }

    /// <summary>Reads a ledger into memory. An entry that ends early, as a stopped process leaves it, is left out; any other damage is refused.</summary>
    /// <exception cref="LedgerException">The file cannot be read, or is damaged.</exception>
    public static Ledger Load(string path)
    {
        var ledger = new Ledger();
        ledger.Read(ReadFile(RequirePath(path)), path);
        return ledger;
    }

    /// <summary>Opens a file, or makes it: every tick is appended to it before it counts. An entry that ends early is cut off.</summary>
    /// <exception cref="LedgerException">The file cannot be read or written, or is damaged.</exception>
    public static Ledger Open(string path)
    {
        var ledger = new Ledger();
        try
        {
            var file = new FileStream(RequirePath(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            ledger._file = file;
            if (file.Length < Magic.Length)
            {
                file.SetLength(0);
                file.Write(Magic);
                file.Flush();
                return ledger;
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var end = ledger.Read(bytes, path);
            file.SetLength(end);
            file.Position = end;
            return ledger;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ledger.Dispose();
            throw new LedgerException("it cannot be opened", "Give a path that can be read and written.", path, exception);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    // What a write that fails has left behind is taken back.
    private void Write(LedgerEntry entry)
    {
        if (_file is not { } file)
            return;
        var end = file.Position;
        try
        {
            file.Write(entry.Framed);
            file.Flush();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            if (file.CanWrite)
            {
                file.SetLength(end);
                file.Position = end;
            }

            throw new LedgerException("the tick cannot be written; it is undone", "Make room, or save the ledger elsewhere.", file.Name, exception);
        }
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException("it cannot be read", "Give the path of a ledger.", path, exception);
        }
    }

    private static string RequirePath(string path) =>
        string.IsNullOrEmpty(path) ? throw new RewritingException(Fault.BadArgument, "the path is empty", "Give the path of a file.") : path;

    // Gives where the last whole entry ends.
    private int Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (!bytes.StartsWith(Magic))
            throw new LedgerException("it is no ledger: it does not begin with XCSLEDG1", "Give the path of a ledger.", path);
        var known = new Dictionary<Digest, int>();
        var at = Magic.Length;
        while (bytes.Length - at >= LedgerEntry.HeadSize)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + sizeof(uint))..]) != ~length)
                throw Damaged(path, at, "its length is damaged");
            if (bytes.Length - at < LedgerEntry.HeadSize + (long)length + Digest.Size)
                break;
            var framed = bytes.Slice(at, LedgerEntry.HeadSize + (int)length + Digest.Size);
            if (!SHA256.HashData(framed[..^Digest.Size]).AsSpan().SequenceEqual(framed[^Digest.Size..]))
                throw Damaged(path, at, "its checksum is wrong");
            Add(framed[LedgerEntry.HeadSize..^Digest.Size], known, path, at);
            at += framed.Length;
        }

        return at;
    }

    private void Add(ReadOnlySpan<byte> payload, Dictionary<Digest, int> known, string path, int at)
    {
        var receipt = ReceiptCodec.Read(payload, out _);
        var parent = -1;
        if (!receipt.Parent.IsZero && !known.TryGetValue(receipt.Parent, out parent))
            throw Damaged(path, at, $"its parent {receipt.Parent} is missing");
        known[receipt.CommitHash] = _entries.Count;
        _entries.Add(LedgerEntry.Make(payload, receipt.Tick, parent, receipt.CommitHash));
    }

    private LedgerException Damaged(string path, int at, string rule) =>
        new($"entry {Count}, at byte {at}: {rule}", "Use a copy of the ledger that is whole.", path);
}
