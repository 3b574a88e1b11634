using System.Reflection;
using System.Reflection.Emit;
using static System.Reflection.Emit.OpCodes;

namespace Xcs.Tests.Lifting.Written;

/// <summary>Instructions that the lifter refuses and C# does not emit, by the words that the error contains.</summary>
internal static class RefusedMethods
{
    public static readonly (string Method, string Construct)[] Expected =
    [
        ("JumpToMethod", "jump to another method"),
        ("TailCall", "tail call"),
        ("CopyBlock", "block of raw memory"),
        ("InitializeBlock", "block of raw memory"),
        ("IndirectCall", "function pointer"),
        ("TypeOfTypedReference", "typed reference"),
    ];

    public static void Add(WrittenMethods methods)
    {
        var abs = typeof(Math).GetMethod(nameof(Math.Abs), [typeof(int)])!;
        methods.Add("JumpToMethod", typeof(int), [typeof(int)], il => il.Emit(Jmp, abs));
        methods.Add("TailCall", typeof(int), [typeof(int)], il =>
        {
            il.Emit(Ldarg_0);
            il.Emit(Tailcall);
            il.Emit(Call, abs);
            il.Emit(Ret);
        });
        methods.Add("CopyBlock", typeof(void), [typeof(int).MakeByRefType(), typeof(int).MakeByRefType()], static il => Block(il, Ldarg_1, Cpblk));
        methods.Add("InitializeBlock", typeof(void), [typeof(int).MakeByRefType()], static il => Block(il, Ldc_I4_1, Initblk));
        methods.Add("IndirectCall", typeof(int), [typeof(int), typeof(nint)], static il =>
        {
            il.Emit(Ldarg_0);
            il.Emit(Ldarg_1);
            il.EmitCalli(Calli, CallingConventions.Standard, typeof(int), [typeof(int)], null);
            il.Emit(Ret);
        });
        methods.Add("TypeOfTypedReference", typeof(bool), [typeof(int)], static il =>
        {
            il.Emit(Ldarga_S, (byte)0);
            il.Emit(Mkrefany, typeof(int));
            il.Emit(Refanytype);
            il.Emit(Pop);
            il.Emit(Ldc_I4_1);
            il.Emit(Ret);
        });
    }

    private static void Block(ILGenerator il, OpCode value, OpCode block)
    {
        il.Emit(Ldarg_0);
        il.Emit(value);
        il.Emit(Ldc_I4_4);
        il.Emit(block);
        il.Emit(Ret);
    }
}
