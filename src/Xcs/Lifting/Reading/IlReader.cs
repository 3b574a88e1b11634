using System.Buffers.Binary;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <summary>Decodes IL into instructions (ECMA-335, III.1.2). The table of opcodes is the one that <see cref="OpCodes"/> declares.</summary>
internal static class IlReader
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly OperandType?[] OneByteOperands = new OperandType?[256];
    private static readonly OperandType?[] TwoByteOperands = new OperandType?[256];

    static IlReader()
    {
        foreach (var field in typeof(OpCodes).GetFields())
        {
            var opCode = (OpCode)field.GetValue(null)!;
            var table = opCode.Size == 1 ? OneByteOperands : TwoByteOperands;
            table[(byte)opCode.Value] = opCode.OperandType;
        }
    }

    /// <summary>All instructions of a body, in the order of their offsets.</summary>
    /// <exception cref="BadImageFormatException">The bytes are no IL.</exception>
    public static List<IlInstruction> Read(ReadOnlySpan<byte> code)
    {
        var instructions = new List<IlInstruction>(code.Length / 2);
        for (var offset = 0; offset < code.Length; offset = instructions[^1].Next)
            instructions.Add(ReadOne(code, offset));
        return instructions;
    }

    private static IlInstruction ReadOne(ReadOnlySpan<byte> code, int offset)
    {
        var first = code[offset];
        var isTwoBytes = first == TwoBytePrefix;
        var opCode = isTwoBytes ? (ILOpCode)(TwoBytePrefix << 8 | code[offset + 1]) : (ILOpCode)first;
        var type = (isTwoBytes ? TwoByteOperands : OneByteOperands)[(byte)opCode]
            ?? throw new BadImageFormatException($"0x{(ushort)opCode:X} at IL_{offset:X4} is no opcode.");
        var start = offset + (isTwoBytes ? 2 : 1);
        var operand = ReadOperand(type, code[start..], start, out var size);
        return new(offset, opCode, operand, start + size);
    }

    // Branch operands count from the next instruction.
    private static object? ReadOperand(OperandType type, ReadOnlySpan<byte> code, int start, out int size)
    {
        switch (type)
        {
            case OperandType.InlineNone:
                size = 0;
                return null;
            case OperandType.ShortInlineI:
                size = 1;
                return (int)(sbyte)code[0];
            case OperandType.ShortInlineVar:
                size = 1;
                return (int)code[0];
            case OperandType.ShortInlineBrTarget:
                size = 1;
                return start + 1 + (sbyte)code[0];
            case OperandType.InlineVar:
                size = 2;
                return (int)BinaryPrimitives.ReadUInt16LittleEndian(code);
            case OperandType.InlineI8:
                size = 8;
                return BinaryPrimitives.ReadInt64LittleEndian(code);
            case OperandType.InlineR:
                size = 8;
                return BinaryPrimitives.ReadDoubleLittleEndian(code);
            case OperandType.ShortInlineR:
                size = 4;
                return BinaryPrimitives.ReadSingleLittleEndian(code);
            case OperandType.InlineBrTarget:
                size = 4;
                return start + 4 + BinaryPrimitives.ReadInt32LittleEndian(code);
            case OperandType.InlineSwitch:
                return ReadSwitch(code, start, out size);
            default:
                size = 4;
                return BinaryPrimitives.ReadInt32LittleEndian(code);
        }
    }

    private static int[] ReadSwitch(ReadOnlySpan<byte> code, int start, out int size)
    {
        var targets = new int[BinaryPrimitives.ReadInt32LittleEndian(code)];
        size = 4 + (4 * targets.Length);
        for (var i = 0; i < targets.Length; i++)
            targets[i] = start + size + BinaryPrimitives.ReadInt32LittleEndian(code[(4 + (4 * i))..]);
        return targets;
    }
}
