using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>Collects messages of one length and hashes them sixteen at a time; few ones, and where the machine has no such vectors, one by one.</summary>
internal sealed unsafe class ShaBatch
{
    // Fewer messages than this are quicker one by one.
    private const int Least = 5;

    private readonly NativeList<byte> _messages = new();
    private readonly NativeList<byte> _digests = new();
    private readonly nint[] _targets = new nint[ShaLanes.Lanes];
    private int _length;
    private int _count;

    public ShaBatch() => _digests.Append(ShaLanes.Lanes * Digest.Size);

    /// <summary>For messages of other lengths.</summary>
    public NativeList<byte> Scratch { get; } = new();

    /// <summary>Room for a message whose digest goes to a target when the batch is flushed, or full.</summary>
    public byte* Add(int length, byte* target)
    {
        if (_count == ShaLanes.Lanes || (_count > 0 && _length != length))
            Flush();
        if (_count == 0)
        {
            _length = length;
            _messages.Clear();
            _messages.Append(ShaLanes.Lanes * ShaLanes.PaddedSize(length));
        }

        _targets[_count] = (nint)target;
        return _messages.Data + (_count++ * ShaLanes.PaddedSize(length));
    }

    public void Flush()
    {
        var stride = ShaLanes.PaddedSize(_length);
        if (_count >= Least && ShaLanes.IsSupported)
        {
            for (var k = 0; k < _count; k++)
                ShaLanes.Pad(_messages.Data + (k * stride), _length);
            ShaLanes.Hash(_messages.Data, stride, _digests.Data);
            for (var k = 0; k < _count; k++)
                Unsafe.CopyBlockUnaligned((byte*)_targets[k], _digests.Data + (k * Digest.Size), Digest.Size);
        }
        else
        {
            for (var k = 0; k < _count; k++)
                Sha.Hash(_messages.Data + (k * stride), _length, (byte*)_targets[k]);
        }

        _count = 0;
    }
}
