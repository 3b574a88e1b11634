using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <summary>One decoded instruction.</summary>
/// <param name="Offset">Where it starts.</param>
/// <param name="OpCode">What it does.</param>
/// <param name="Operand">A number, a token, the number of an argument or local, the offset of a branch target, or an array of these; null without operand.</param>
/// <param name="Next">Where the following instruction starts.</param>
internal readonly record struct IlInstruction(int Offset, ILOpCode OpCode, object? Operand, int Next)
{
    /// <summary>The operand as a number: a token, an index or the offset of a branch target.</summary>
    public int Number => (int)Operand!;

    /// <summary>The local that it sets; null for other instructions.</summary>
    public int? StoredLocal => OpCode switch
    {
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => OpCode - ILOpCode.Stloc_0,
        ILOpCode.Stloc or ILOpCode.Stloc_s => Number,
        _ => null,
    };
}
