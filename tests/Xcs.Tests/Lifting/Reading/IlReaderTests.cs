using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using Xcs.Lifting;

namespace Xcs.Tests.Lifting.Reading;

public class IlReaderTests
{
    [Fact]
    public void BranchTargetsAreOffsets()
    {
        var instructions = IlReader.Read([0x2B, 0x01, 0x00, 0x38, 0xFA, 0xFF, 0xFF, 0xFF, 0x2A]);
        Assert.Equal([ILOpCode.Br_s, ILOpCode.Nop, ILOpCode.Br, ILOpCode.Ret], instructions.Select(i => i.OpCode));
        Assert.Equal(3, instructions[0].Number);
        Assert.Equal(2, instructions[2].Number);
    }

    [Fact]
    public void SwitchTargetsCountFromTheNextInstruction()
    {
        var instructions = IlReader.Read([0x45, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x00, 0x2A]);
        Assert.Equal([13, 14], (int[])instructions[0].Operand!);
        Assert.Equal(13, instructions[0].Next);
    }

    [Fact]
    public void OperandsHaveTheirTypes()
    {
        var instructions = IlReader.Read([0x1F, 0xFF, 0x21, 1, 0, 0, 0, 0, 0, 0, 0x80, 0xFE, 0x0C, 0x01, 0x01, 0x22, 0, 0, 0x80, 0x3F]);
        Assert.Equal([-1, long.MinValue + 1, 257, 1f], instructions.Select(i => i.Operand));
        Assert.Equal(ILOpCode.Ldloc, instructions[2].OpCode);
    }

    [Fact]
    public void EveryOpcodeOfTheFrameworkIsKnownByTheSameNumber()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var opCode = (OpCode)field.GetValue(null)!;
            if (opCode.OpCodeType == OpCodeType.Nternal)
                continue;
            var bytes = new byte[16];
            var value = (ushort)opCode.Value;
            (bytes[0], bytes[1]) = opCode.Size == 1 ? ((byte)value, (byte)0) : ((byte)(value >> 8), (byte)value);
            Assert.Equal((ILOpCode)value, IlReader.Read(bytes)[0].OpCode);
        }
    }

    [Fact]
    public void BytesThatAreNoOpcodeAreAnError() => Assert.Throws<BadImageFormatException>(() => IlReader.Read([0xC0]));
}
