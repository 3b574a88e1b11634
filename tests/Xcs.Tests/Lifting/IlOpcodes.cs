using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Xcs.Tests.Lifting;

/// <summary>Reads which instructions a method body consists of, by the tables of ECMA-335 and nothing of the lifter.</summary>
internal static class IlOpcodes
{
    public static readonly IReadOnlyDictionary<ushort, OpCode> All = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .Where(static code => code.OpCodeType != OpCodeType.Nternal)
        .ToDictionary(static code => (ushort)code.Value);

    public static IEnumerable<OpCode> Of(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (ushort)(0xFE00 | code[at + 1]) : code[at];
            var opcode = All[value];
            at += opcode.Size + OperandSize(opcode, code, at + opcode.Size);
            yield return opcode;
        }
    }

    private static int OperandSize(OpCode opcode, byte[] code, int at) => opcode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))),
        _ => 4,
    };
}
