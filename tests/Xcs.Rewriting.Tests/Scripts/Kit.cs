using System.Buffers.Binary;

namespace Xcs.Rewriting.Tests;

/// <summary>The attachments that scripts may use, in the order of a world's definition.</summary>
internal sealed class Kit
{
    public static readonly Payload Heat = new("heat", false, "i4", 4, Sum);
    public static readonly Payload Trail = new("trail", false, "i8", 8, Chain);
    public static readonly Payload Warmth = new("warmth", false, "f8", 8, null);
    public static readonly Payload Mixed = new("mixed", false, "u1,f4,f2,f8,i2", 17, null);
    public static readonly Payload Label = new("label", false, "", 0, null);
    public static readonly Payload Weight = new("weight", true, "i4", 4, Sum);
    public static readonly Payload Pair = new("pair", true, "f4", 4, null);
    public static readonly Payload Note = new("n\u00f6te \U0001F4DD", true, "", 0, null);

    /// <summary>All of them.</summary>
    public Kit()
        : this([Heat, Trail, Warmth, Mixed, Label, Weight, Pair, Note])
    {
    }

    private Kit(IReadOnlyList<Payload> payloads)
    {
        Payloads = payloads;
        NodePayloads = [.. Numbers(static payload => !payload.OfEdges)];
        EdgePayloads = [.. Numbers(static payload => payload.OfEdges)];
    }

    /// <summary>One of nodes, one of edges, and up to four more, in any order.</summary>
    public static Kit Any(Random random)
    {
        Payload[] nodes = [Heat, Trail, Warmth, Mixed, Label];
        Payload[] edges = [Weight, Pair, Note];
        random.Shuffle(nodes);
        random.Shuffle(edges);
        Payload[] some = [.. nodes[..random.Next(1, 4)], .. edges[..random.Next(1, 4)]];
        random.Shuffle(some);
        return new Kit(some);
    }

    public IReadOnlyList<Payload> Payloads { get; }

    public IReadOnlyList<int> NodePayloads { get; }

    public IReadOnlyList<int> EdgePayloads { get; }

    /// <summary>Small, so that values coincide now and then; with NaNs and zeros of both signs where there are fractions.</summary>
    public byte[] Value(int attachment, uint seed)
    {
        var payload = Payloads[attachment];
        if (payload.Size == 0)
        {
            var text = new byte[seed % 61 == 0 ? 3000 : seed % 7];
            for (var k = 0; k < text.Length; k++)
                text[k] = (byte)(seed >> (k % 4 * 8));
            return text;
        }

        var bytes = new byte[payload.Size];
        var at = 0;
        foreach (var field in payload.Layout.Split(','))
        {
            var size = field[1] - '0';
            ulong bits = field[0] == 'f' ? Fraction(size, seed) : seed % 5;
            for (var k = 0; k < size; k++)
                bytes[at + k] = (byte)(bits >> (8 * k));
            at += size;
            seed = (seed * 1664525) + 1013904223;
        }

        return bytes;
    }

    private static ulong Fraction(int size, uint seed) => (size, seed >> 8 & 7) switch
    {
        (8, 0) => 0xFFF8_0000_0000_0001 + (seed & 15), // a negative NaN with a payload
        (8, 1) => 0x7FF0_0000_0000_0001,               // a signalling one
        (8, 2) => 0x8000_0000_0000_0000,               // -0
        (8, 3) => 1,                                   // the least positive number
        (8, _) => BitConverter.DoubleToUInt64Bits(seed % 9 / 2.0),
        (4, 0) => 0xFFC0_0001,
        (4, 1) => 0x7F80_0001,
        (4, 2) => 0x8000_0000,
        (4, 3) => 0xFF80_0000,                         // minus infinity stays
        (4, _) => BitConverter.SingleToUInt32Bits(seed % 9 / 2f),
        (2, 0) => 0xFE01,
        (2, 1) => 0x7C01,
        (2, 2) => 0x8000,
        _ => BitConverter.HalfToUInt16Bits((Half)(seed % 9 / 2f)),
    };

    private static byte[] Sum(byte[] before, byte[] joined, byte[] next)
    {
        var sum = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(sum, SumOf(Int(before), Int(joined), Int(next)));
        return sum;
    }

    private static byte[] Chain(byte[] before, byte[] joined, byte[] next)
    {
        var chain = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(chain, ChainOf(Long(before), Long(joined), Long(next)));
        return chain;
    }

    public static int SumOf(int before, int joined, int next) => unchecked(joined + next - before);

    /// <summary>Neither commutes nor associates: shows the order.</summary>
    public static long ChainOf(long before, long joined, long next) => unchecked(((joined * 31) + next) ^ (before << 7));

    private static int Int(byte[] bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static long Long(byte[] bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private IEnumerable<int> Numbers(Func<Payload, bool> wanted) => Enumerable.Range(0, Payloads.Count).Where(number => wanted(Payloads[number]));
}
