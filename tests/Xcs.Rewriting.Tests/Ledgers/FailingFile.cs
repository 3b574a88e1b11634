using System.Reflection;

namespace Xcs.Rewriting.Tests;

/// <summary>A file on a disk that gets full: takes some bytes of a write, then fails.</summary>
internal sealed class FailingFile(string path) : FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0)
{
    /// <summary>How many bytes still fit.</summary>
    public int Allowed { get; set; } = int.MaxValue;

    /// <summary>Puts one in the place of a ledger's file.</summary>
    public static FailingFile PutInto(Ledger ledger)
    {
        var field = typeof(Ledger).GetField("_file", BindingFlags.NonPublic | BindingFlags.Instance)!;
        var file = (FileStream)field.GetValue(ledger)!;
        var (path, position) = (file.Name, file.Position);
        file.Dispose();
        var failing = new FailingFile(path) { Position = position };
        field.SetValue(ledger, failing);
        return failing;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        base.Write(buffer[..Math.Min(buffer.Length, Allowed)]);
        if (buffer.Length > Allowed)
            throw new IOException("No space left on device");
    }
}
