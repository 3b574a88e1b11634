using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Xcs.Rewriting;

/// <summary>
/// SHA-256 (FIPS 180-4) of sixteen messages of one length at the same time, a message in each lane of 512-bit vectors. A call of the system's hash costs
/// as much as hashing a page; here sixteen pages cost about as much as two.
/// </summary>
internal static unsafe class ShaLanes
{
    public const int Lanes = 16;
    public const int BlockSize = 64;

    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
        0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d,
        0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
        0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
        0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private static ReadOnlySpan<uint> Initial => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    public static bool IsSupported => Avx512F.IsSupported && Avx512BW.IsSupported;

    /// <summary>Bytes of a message with its padding.</summary>
    public static int PaddedSize(int length) => (length + 9 + BlockSize - 1) / BlockSize * BlockSize;

    /// <summary>Writes the padding behind a message.</summary>
    public static void Pad(byte* message, int length)
    {
        var padded = PaddedSize(length);
        new Span<byte>(message + length, padded - length).Clear();
        message[length] = 0x80;
        *(ulong*)(message + padded - sizeof(ulong)) = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ulong)length * 8);
    }

    /// <summary>Hashes sixteen padded messages that lie one after the other; gives the digests one after the other.</summary>
    [SkipLocalsInit]
    public static void Hash(byte* messages, int paddedSize, byte* digests)
    {
        var words = stackalloc Vector512<uint>[16];
        var state = stackalloc Vector512<uint>[8];
        for (var k = 0; k < 8; k++)
            state[k] = Vector512.Create(Initial[k]);
        for (var block = 0; block < paddedSize; block += BlockSize)
        {
            Transpose(messages + block, paddedSize, words);
            Compress(state, words);
        }

        for (var k = 0; k < 8; k++)
        {
            for (var lane = 0; lane < Lanes; lane++)
                ((uint*)digests)[(lane * 8) + k] = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(state[k].GetElement(lane));
        }
    }

    // Word k of all messages becomes vector k.
    private static void Transpose(byte* block, int stride, Vector512<uint>* words)
    {
        var offsets = Vector512<int>.Indices * stride;
        for (var k = 0; k < 16; k++)
        {
            var low = Avx2.GatherVector256((int*)(block + (4 * k)), offsets.GetLower(), 1);
            var high = Avx2.GatherVector256((int*)(block + (4 * k)), offsets.GetUpper(), 1);
            words[k] = Swap(Vector512.Create(low, high).AsUInt32());
        }
    }

    private static Vector512<uint> Swap(Vector512<uint> words) =>
        Avx512BW.Shuffle(words.AsByte(), Vector512.Create(0x0405060700010203UL, 0x0C0D0E0F08090A0BUL, 0x0405060700010203UL, 0x0C0D0E0F08090A0BUL, 0x0405060700010203UL, 0x0C0D0E0F08090A0BUL, 0x0405060700010203UL, 0x0C0D0E0F08090A0BUL).AsByte()).AsUInt32();

    private static void Compress(Vector512<uint>* state, Vector512<uint>* w)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var round = 0; round < 64; round++)
        {
            var word = w[round & 15];
            if (round >= 16)
            {
                var (x, y) = (w[(round + 1) & 15], w[(round + 14) & 15]);
                var s0 = Xor3(Avx512F.RotateRight(x, 7), Avx512F.RotateRight(x, 18), x >>> 3);
                var s1 = Xor3(Avx512F.RotateRight(y, 17), Avx512F.RotateRight(y, 19), y >>> 10);
                word = word + s0 + w[(round + 9) & 15] + s1;
                w[round & 15] = word;
            }

            var t1 = h + Xor3(Avx512F.RotateRight(e, 6), Avx512F.RotateRight(e, 11), Avx512F.RotateRight(e, 25))
                + Avx512F.TernaryLogic(e, f, g, 0xCA) + Vector512.Create(Constants[round]) + word;
            var t2 = Xor3(Avx512F.RotateRight(a, 2), Avx512F.RotateRight(a, 13), Avx512F.RotateRight(a, 22)) + Avx512F.TernaryLogic(a, b, c, 0xE8);
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Xor3(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) => Avx512F.TernaryLogic(a, b, c, 0x96);
}
