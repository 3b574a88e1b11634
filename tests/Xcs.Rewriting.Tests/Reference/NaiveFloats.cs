namespace Xcs.Rewriting.Tests;

/// <summary>Canonical floating point from the bit patterns of IEEE 754: one NaN, no negative zero.</summary>
internal static class NaiveFloats
{
    public static byte[] Canonical(Payload payload, byte[] value)
    {
        var result = value.ToArray();
        var at = 0;
        foreach (var field in payload.Layout.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var size = field[1] - '0';
            if (field[0] == 'f')
                Mend(result.AsSpan(at, size), size switch { 2 => 10, 4 => 23, _ => 52 });
            at += size;
        }

        return result;
    }

    private static void Mend(Span<byte> field, int fraction)
    {
        var width = 8 * field.Length;
        ulong bits = 0;
        for (var k = 0; k < field.Length; k++)
            bits |= (ulong)field[k] << (8 * k);
        var sign = 1UL << (width - 1);
        var infinity = (sign - 1) & ~((1UL << fraction) - 1);
        if ((bits & ~sign) > infinity)
            bits = infinity | (1UL << (fraction - 1));
        else if (bits == sign)
            bits = 0;
        for (var k = 0; k < field.Length; k++)
            field[k] = (byte)(bits >> (8 * k));
    }
}
