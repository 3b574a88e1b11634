using System.Reflection.Emit;
using static System.Reflection.Emit.OpCodes;

namespace Xcs.Tests.Lifting.Written;

/// <summary>The instructions that C# does not emit, or not in this form, each in a method that computes with it.</summary>
internal static class InstructionMethods
{
    private static readonly OpCode[] LongBranches = [Beq, Bge, Bge_Un, Bgt, Bgt_Un, Ble, Ble_Un, Blt, Blt_Un, Bne_Un];

    public static void Add(WrittenMethods methods)
    {
        foreach (var operand in (Type[])[typeof(int), typeof(ulong), typeof(double), typeof(float), typeof(nint)])
        {
            foreach (var branch in LongBranches)
                methods.Add($"{branch.Name}_{operand.Name}", typeof(int), [operand, operand], il => Branch(il, branch));
            foreach (var compare in (OpCode[])[Ceq, Cgt, Cgt_Un, Clt, Clt_Un])
                methods.Add($"{compare.Name}_{operand.Name}", typeof(int), [operand, operand], il => Write(il, Ldarg_0, Ldarg_1, compare, Ret));
        }

        methods.Add("LongVariableForms", typeof(int), [typeof(int), typeof(int)], LongVariableForms);
        methods.Add("LongLeave", typeof(int), [typeof(int), typeof(int)], LongLeave);
        methods.Add("BreakOutOfReach", typeof(int), [typeof(int)], BreakOutOfReach);
        methods.Add("CheckFinite", typeof(double), [typeof(double)], static il => Write(il, Ldarg_0, Ckfinite, Ret));
        methods.Add("CheckFiniteSingle", typeof(float), [typeof(float)], static il => Write(il, Ldarg_0, Ckfinite, Ret));
        methods.Add("CheckedULongOfULong", typeof(ulong), [typeof(ulong)], static il => Write(il, Ldarg_0, Conv_Ovf_U8_Un, Ret));
        methods.Add("CheckedULongOfNegativeInt", typeof(ulong), [typeof(int)], static il => Write(il, Ldarg_0, Conv_Ovf_U8_Un, Ret));
        methods.Add("CheckedLongOfInt", typeof(long), [typeof(int)], static il => Write(il, Ldarg_0, Conv_Ovf_I8_Un, Ret));
        methods.Add("RealOfUnsignedInt", typeof(double), [typeof(int)], static il => Write(il, Ldarg_0, Conv_R_Un, Conv_R8, Ret));
        methods.Add("RealOfUnsignedLong", typeof(float), [typeof(long)], static il => Write(il, Ldarg_0, Conv_R_Un, Conv_R4, Ret));
        methods.Add("SignedOfUnsignedInt", typeof(long), [typeof(uint)], static il => Write(il, Ldarg_0, Conv_I8, Ret));
        methods.Add("UnsignedOfSignedInt", typeof(ulong), [typeof(int)], static il => Write(il, Ldarg_0, Conv_U8, Ret));
        methods.Add("UnalignedLoad", typeof(long), [typeof(long).MakeByRefType()], UnalignedLoad);
        methods.Add("UnalignedStore", typeof(void), [typeof(int).MakeByRefType(), typeof(int)], UnalignedStore);
        methods.Add("VolatileLoad", typeof(int), [typeof(int).MakeByRefType()], static il => Write(il, Ldarg_0, OpCodes.Volatile, Ldind_I4, Ret));
        methods.Add("CopyObject", typeof(void), [typeof(decimal).MakeByRefType(), typeof(decimal).MakeByRefType()], CopyObject);
        methods.Add("InitializeReference", typeof(string), [typeof(string)], InitializeReference);
        foreach (var (name, divide) in (ReadOnlySpan<(string, OpCode)>)[("Div", Div), ("DivUn", Div_Un), ("Rem", Rem), ("RemUn", Rem_Un)])
        {
            methods.Add(name + "Int", typeof(int), [typeof(int), typeof(int)], il => Write(il, Ldarg_0, Ldarg_1, divide, Ret));
            methods.Add(name + "Long", typeof(long), [typeof(long), typeof(long)], il => Write(il, Ldarg_0, Ldarg_1, divide, Ret));
        }

        foreach (var arithmetic in (OpCode[])[Add_Ovf, Add_Ovf_Un, Sub_Ovf, Sub_Ovf_Un, Mul_Ovf, Mul_Ovf_Un])
        {
            methods.Add(arithmetic.Name + "_int", typeof(int), [typeof(int), typeof(int)], il => Write(il, Ldarg_0, Ldarg_1, arithmetic, Ret));
            methods.Add(arithmetic.Name + "_long", typeof(long), [typeof(long), typeof(long)], il => Write(il, Ldarg_0, Ldarg_1, arithmetic, Ret));
            methods.Add(arithmetic.Name + "_native", typeof(nint), [typeof(nint), typeof(nint)], il => Write(il, Ldarg_0, Ldarg_1, arithmetic, Ret));
        }

        OpCode[] conversions =
        [
            Conv_I, Conv_I1, Conv_I2, Conv_I4, Conv_I8, Conv_U, Conv_U1, Conv_U2, Conv_U4, Conv_U8,
            Conv_Ovf_I, Conv_Ovf_I1, Conv_Ovf_I2, Conv_Ovf_I4, Conv_Ovf_I8, Conv_Ovf_U, Conv_Ovf_U1, Conv_Ovf_U2, Conv_Ovf_U4, Conv_Ovf_U8,
            Conv_Ovf_I_Un, Conv_Ovf_I1_Un, Conv_Ovf_I2_Un, Conv_Ovf_I4_Un, Conv_Ovf_I8_Un, Conv_Ovf_U_Un, Conv_Ovf_U1_Un, Conv_Ovf_U2_Un, Conv_Ovf_U4_Un, Conv_Ovf_U8_Un,
        ];
        foreach (var source in (Type[])[typeof(int), typeof(uint), typeof(long), typeof(nint), typeof(float), typeof(double), typeof(sbyte), typeof(char), typeof(bool)])
        {
            // The .un forms take integers; of a floating-point number they are signed.
            foreach (var conversion in conversions)
                methods.Add($"{conversion.Name}_{source.Name}", typeof(long), [source], il => Write(il, Ldarg_0, conversion, Widens(conversion) ? Conv_U8 : Conv_I8, Ret));
            foreach (var conversion in (OpCode[])[Conv_R4, Conv_R8])
                methods.Add($"{conversion.Name}_{source.Name}", typeof(double), [source], il => Write(il, Ldarg_0, conversion, Conv_R8, Ret));
        }
    }

    private static bool Widens(OpCode conversion) => conversion.Name!.Contains(".u", StringComparison.Ordinal);

    private static void Write(ILGenerator il, params ReadOnlySpan<OpCode> codes)
    {
        foreach (var code in codes)
            il.Emit(code);
    }

    private static void Branch(ILGenerator il, OpCode branch)
    {
        var taken = il.DefineLabel();
        Write(il, Ldarg_0, Ldarg_1);
        il.Emit(branch, taken);
        Write(il, Ldc_I4_0, Ret);
        il.MarkLabel(taken);
        Write(il, Ldc_I4_1, Ret);
    }

    private static void LongVariableForms(ILGenerator il)
    {
        var local = il.DeclareLocal(typeof(int));
        il.Emit(Ldarg, (short)0);
        il.Emit(Starg, (short)1);
        il.Emit(Ldarga, (short)1);
        il.Emit(Ldind_I4);
        il.Emit(Stloc, (short)local.LocalIndex);
        il.Emit(Ldloca, (short)local.LocalIndex);
        il.Emit(Ldc_I4_S, (sbyte)40);
        il.Emit(Stind_I4);
        il.Emit(Ldloc, (short)local.LocalIndex);
        Write(il, Ldarg_1, Add_Ovf, Ret);
    }

    private static void LongLeave(ILGenerator il)
    {
        var result = il.DeclareLocal(typeof(int));
        var end = il.BeginExceptionBlock();
        Write(il, Ldarg_0, Ldarg_1, Div, Stloc_0);
        il.Emit(Leave, end);
        il.BeginFaultBlock();
        Write(il, Ldc_I4_7, Stloc_0);
        il.EndExceptionBlock();
        il.Emit(Ldloc, result);
        il.Emit(Ret);
    }

    // Without a debugger the instruction ends the process: the flow only has to lead around it.
    private static void BreakOutOfReach(ILGenerator il)
    {
        var end = il.DefineLabel();
        Write(il, Ldarg_0, Ldc_I4_0, Mul);
        il.Emit(Brfalse, end);
        il.Emit(Break);
        il.MarkLabel(end);
        Write(il, Nop, Ldarg_0, Ret);
    }

    private static void UnalignedLoad(ILGenerator il)
    {
        il.Emit(Ldarg_0);
        il.Emit(Unaligned, (byte)1);
        Write(il, Ldind_I8, Ret);
    }

    private static void UnalignedStore(ILGenerator il)
    {
        Write(il, Ldarg_0, Ldarg_1);
        il.Emit(Unaligned, (byte)2);
        Write(il, OpCodes.Volatile, Stind_I4, Ret);
    }

    private static void CopyObject(ILGenerator il)
    {
        Write(il, Ldarg_0, Ldarg_1);
        il.Emit(Cpobj, typeof(decimal));
        il.Emit(Ret);
    }

    private static void InitializeReference(ILGenerator il)
    {
        il.Emit(Ldarga_S, (byte)0);
        il.Emit(Initobj, typeof(string));
        Write(il, Ldarg_0, Ret);
    }
}
