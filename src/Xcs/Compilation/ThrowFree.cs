using System.Reflection;

namespace Xcs.Compilation;

/// <summary>
/// Whether a method cannot throw, as far as a look at its IL tells: arguments, locals, constants, arithmetic that neither divides nor checks,
/// conversions that do not check, comparisons and branches; no calls, no memory. Opcodes: ECMA-335, partition III.
/// </summary>
internal static class ThrowFree
{
    public static bool Is(MethodInfo? method)
    {
        if (method is not { IsStatic: true } || method.GetMethodBody() is not { ExceptionHandlingClauses.Count: 0 } body || body.GetILAsByteArray() is not { } code)
            return false;
        for (var at = 0; at < code.Length;)
        {
            if (Length(code, at) is not { } length)
                return false;
            at += length;
        }

        return true;
    }

    // The length of a harmless instruction; null for every other.
    private static int? Length(byte[] code, int at) => code[at] switch
    {
        0x00 or (>= 0x02 and <= 0x0D) => 1, // nop, ldarg.0 … stloc.3
        0x0E or 0x10 or 0x11 or 0x13 => 2, // ldarg.s, starg.s, ldloc.s, stloc.s
        >= 0x15 and <= 0x1E => 1, // ldc.i4.m1 … ldc.i4.8
        0x1F => 2, // ldc.i4.s
        0x20 or 0x22 => 5, // ldc.i4, ldc.r4
        0x21 or 0x23 => 9, // ldc.i8, ldc.r8
        0x25 or 0x26 or 0x2A => 1, // dup, pop, ret
        >= 0x2B and <= 0x37 => 2, // br.s … blt.un.s
        >= 0x38 and <= 0x44 => 5, // br … blt.un
        >= 0x58 and <= 0x5A => 1, // add, sub, mul
        >= 0x5F and <= 0x6E => 1, // and … conv.u8
        0x76 or 0xD1 or 0xD2 or 0xD3 or 0xE0 => 1, // conv.r.un, conv.u2, conv.u1, conv.i, conv.u
        0xFE when at + 1 < code.Length => code[at + 1] switch
        {
            >= 0x01 and <= 0x05 => 2, // ceq … clt.un
            0x09 or 0x0B or 0x0C or 0x0E => 4, // ldarg, starg, ldloc, stloc
            _ => null,
        },
        _ => null,
    };
}
