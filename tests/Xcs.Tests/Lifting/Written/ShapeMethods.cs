using System.Reflection;
using System.Reflection.Emit;
using static System.Reflection.Emit.OpCodes;

namespace Xcs.Tests.Lifting.Written;

/// <summary>Shapes of flow and stack that C# does not emit: values that stay on the stack where ways meet, code out of reach, types that only IL mixes.</summary>
internal static class ShapeMethods
{
    private static readonly MethodInfo Note = typeof(CorpusLog).GetMethod(nameof(CorpusLog.Note), [typeof(int)])!;

    public static void Add(WrittenMethods methods)
    {
        methods.Add("ValueOnStackAcrossBranches", typeof(int), [typeof(int), typeof(int)], ValueOnStackAcrossBranches);
        methods.Add("TwoValuesOnStackAcrossSwitch", typeof(int), [typeof(int), typeof(int)], TwoValuesOnStackAcrossSwitch);
        methods.Add("EffectsBetweenLoads", typeof(int), [typeof(int)], EffectsBetweenLoads);
        methods.Add("CodeOutOfReach", typeof(int), [typeof(int)], CodeOutOfReach);
        methods.Add("LoopWithTestInTheMiddle", typeof(int), [typeof(int)], LoopWithTestInTheMiddle);
        methods.Add("TwoBackEdges", typeof(int), [typeof(int)], TwoBackEdges);
        methods.Add("IntAsBool", typeof(bool), [typeof(int)], static il => Write(il, Ldarg_0, Ret));
        methods.Add("BoolInArithmetic", typeof(int), [typeof(bool), typeof(bool)], static il => Write(il, Ldarg_0, Ldarg_1, OpCodes.Add, Ldc_I4_3, Mul, Ret));
        methods.Add("ComparisonInArithmetic", typeof(int), [typeof(int), typeof(int)], static il => Write(il, Ldarg_0, Ldarg_1, Clt, Ldarg_0, OpCodes.Add, Ret));
        methods.Add("NarrowResult", typeof(byte), [typeof(int)], static il => Write(il, Ldarg_0, Ret));
        methods.Add("NarrowArgument", typeof(int), [typeof(short)], NarrowArgument);
        methods.Add("NarrowLocal", typeof(int), [typeof(int)], NarrowLocal);
        methods.Add("NativePlusInt", typeof(nint), [typeof(nint), typeof(int)], static il => Write(il, Ldarg_0, Ldarg_1, OpCodes.Add, Ldarg_1, Sub, Ldarg_1, Xor, Ret));
        methods.Add("FloatAndDouble", typeof(double), [typeof(float), typeof(double)], static il => Write(il, Ldarg_0, Ldarg_1, Mul, Ldarg_0, OpCodes.Add, Ret));
        methods.Add("SinglePrecisionIsKept", typeof(float), [typeof(float), typeof(float)], static il => Write(il, Ldarg_0, Ldarg_1, Mul, Ldarg_0, Div, Ret));
        methods.Add("NullAgainstReference", typeof(int), [typeof(object)], static il => Write(il, Ldarg_0, Ldnull, Cgt_Un, Ldarg_0, Ldnull, Ceq, Ldc_I4_1, Shl, Or, Ret));
        methods.Add("TypesMergeToObject", typeof(object), [typeof(bool), typeof(string), typeof(Version)], TypesMergeToObject);
        methods.Add("FaultRuns", typeof(int), [typeof(int), typeof(int)], FaultRuns);
        methods.Add("NestedRethrow", typeof(int), [typeof(int)], NestedRethrow);
        methods.Add("DuplicatedEffect", typeof(int), [typeof(int)], static il =>
        {
            il.Emit(Ldarg_0);
            il.Emit(Call, Note);
            Write(il, Dup, Mul, Dup, OpCodes.Add, Ret);
        });
        methods.Add("ConditionOnReference", typeof(int), [typeof(string)], ConditionOnReference);
        methods.Add("SwitchFallsThrough", typeof(int), [typeof(uint)], SwitchFallsThrough);
        methods.Add("ShiftsWithinTheWidth", typeof(long), [typeof(long), typeof(int)], static il =>
        {
            Write(il, Ldarg_0, Ldarg_1);
            il.Emit(Ldc_I4, 63);
            Write(il, And, Shr_Un, Ldarg_0, Ldarg_1);
            il.Emit(Ldc_I4, 63);
            Write(il, And, Shl, Xor, Ret);
        });
    }

    private static void Write(ILGenerator il, params ReadOnlySpan<OpCode> codes)
    {
        foreach (var code in codes)
            il.Emit(code);
    }

    // n > 0 ? a : b without a local, under a value that waits below.
    private static void ValueOnStackAcrossBranches(ILGenerator il)
    {
        var (positive, end) = (il.DefineLabel(), il.DefineLabel());
        il.Emit(Ldarg_0);
        il.Emit(Call, Note);
        Write(il, Ldarg_1, Ldc_I4_0);
        il.Emit(Bgt_S, positive);
        il.Emit(Ldc_I4_M1);
        il.Emit(Call, Note);
        il.Emit(Br_S, end);
        il.MarkLabel(positive);
        il.Emit(Ldarg_1);
        il.Emit(Call, Note);
        il.MarkLabel(end);
        Write(il, Sub, Ret);
    }

    private static void TwoValuesOnStackAcrossSwitch(ILGenerator il)
    {
        Label[] cases = [il.DefineLabel(), il.DefineLabel(), il.DefineLabel()];
        var end = il.DefineLabel();
        Write(il, Ldarg_0, Ldarg_1, Ldarg_1, Ldc_I4_3, Rem_Un);
        il.Emit(Switch, cases);
        Write(il, Ldc_I4_8);
        il.Emit(Br, end);
        for (var k = 0; k < 3; k++)
        {
            il.MarkLabel(cases[k]);
            il.Emit(Ldc_I4, k * 10);
            il.Emit(Call, Note);
            if (k < 2)
                il.Emit(Br, end);
        }

        il.MarkLabel(end);
        Write(il, Mul, Sub, Ret);
    }

    // A value is loaded, then its variable changes: the stack keeps the old one.
    private static void EffectsBetweenLoads(ILGenerator il)
    {
        Write(il, Ldarg_0, Ldarg_0, Ldc_I4_1, OpCodes.Add);
        il.Emit(Starg_S, (byte)0);
        il.Emit(Ldarg_0);
        il.Emit(Call, Note);
        Write(il, Ldarg_0, Ldc_I4_2, Mul);
        il.Emit(Starg_S, (byte)0);
        Write(il, Ldarg_0, Mul, Sub, Ret);
    }

    private static void CodeOutOfReach(ILGenerator il)
    {
        var (end, dead) = (il.DefineLabel(), il.DefineLabel());
        il.Emit(Br, end);
        il.MarkLabel(dead);
        Write(il, Ldc_I4_1, Ret, Ldc_I4_2, Ret);
        il.MarkLabel(end);
        Write(il, Ldarg_0, Ret);
        il.Emit(Br, dead);
    }

    private static void LoopWithTestInTheMiddle(ILGenerator il)
    {
        var (head, end) = (il.DefineLabel(), il.DefineLabel());
        il.DeclareLocal(typeof(int));
        il.MarkLabel(head);
        il.Emit(Ldloc_0);
        il.Emit(Call, Note);
        Write(il, Ldarg_0, Ldc_I4_7, And);
        il.Emit(Bge, end);
        Write(il, Ldloc_0, Ldc_I4_2, OpCodes.Add, Stloc_0);
        il.Emit(Br, head);
        il.MarkLabel(end);
        Write(il, Ldloc_0, Ret);
    }

    private static void TwoBackEdges(ILGenerator il)
    {
        var (head, odd, end) = (il.DefineLabel(), il.DefineLabel(), il.DefineLabel());
        il.DeclareLocal(typeof(int));
        il.MarkLabel(head);
        Write(il, Ldloc_0, Ldc_I4_1, OpCodes.Add, Stloc_0, Ldloc_0);
        il.Emit(Ldc_I4_S, (sbyte)20);
        il.Emit(Bgt, end);
        Write(il, Ldarg_0, Ldc_I4_1, And);
        il.Emit(Brtrue, odd);
        Write(il, Ldarg_0, Ldc_I4_1, Shr_Un);
        il.Emit(Starg_S, (byte)0);
        il.Emit(Ldarg_0);
        il.Emit(Brtrue, head);
        il.Emit(Br, end);
        il.MarkLabel(odd);
        Write(il, Ldarg_0, Ldc_I4_3, Mul, Ldc_I4_1, OpCodes.Add);
        il.Emit(Starg_S, (byte)0);
        il.Emit(Br, head);
        il.MarkLabel(end);
        Write(il, Ldloc_0, Ret);
    }

    private static void NarrowArgument(ILGenerator il)
    {
        Write(il, Ldarg_0, Ldc_I4_4, Mul);
        il.Emit(Starg_S, (byte)0);
        Write(il, Ldarg_0, Ret);
    }

    private static void NarrowLocal(ILGenerator il)
    {
        il.DeclareLocal(typeof(sbyte));
        Write(il, Ldarg_0, Stloc_0, Ldloc_0, Ldc_I4_2, Mul, Ret);
    }

    private static void TypesMergeToObject(ILGenerator il)
    {
        var (second, end) = (il.DefineLabel(), il.DefineLabel());
        il.Emit(Ldarg_0);
        il.Emit(Brfalse_S, second);
        il.Emit(Ldarg_1);
        il.Emit(Br_S, end);
        il.MarkLabel(second);
        il.Emit(Ldarg_2);
        il.MarkLabel(end);
        il.Emit(Ret);
    }

    private static void FaultRuns(ILGenerator il)
    {
        il.DeclareLocal(typeof(int));
        il.BeginExceptionBlock();
        Write(il, Ldarg_0, Ldarg_1, Div, Stloc_0);
        il.BeginFaultBlock();
        il.Emit(Ldarg_0);
        il.Emit(Call, Note);
        il.Emit(Pop);
        il.EndExceptionBlock();
        Write(il, Ldloc_0, Ret);
    }

    private static void NestedRethrow(ILGenerator il)
    {
        il.DeclareLocal(typeof(int));
        il.BeginExceptionBlock();
        il.BeginExceptionBlock();
        Write(il, Ldc_I4_8, Ldarg_0, Div, Stloc_0);
        il.BeginCatchBlock(typeof(DivideByZeroException));
        il.Emit(Pop);
        il.Emit(Ldc_I4_1);
        il.Emit(Call, Note);
        il.Emit(Pop);
        il.Emit(Rethrow);
        il.EndExceptionBlock();
        il.BeginCatchBlock(typeof(ArithmeticException));
        Write(il, Pop, Ldc_I4_5, Stloc_0);
        il.EndExceptionBlock();
        Write(il, Ldloc_0, Ret);
    }

    private static void ConditionOnReference(ILGenerator il)
    {
        var present = il.DefineLabel();
        il.Emit(Ldarg_0);
        il.Emit(Brtrue, present);
        Write(il, Ldc_I4_M1, Ret);
        il.MarkLabel(present);
        il.Emit(Ldarg_0);
        il.Emit(Callvirt, typeof(string).GetProperty("Length")!.GetMethod!);
        il.Emit(Ret);
    }

    private static void SwitchFallsThrough(ILGenerator il)
    {
        Label[] cases = [il.DefineLabel(), il.DefineLabel()];
        il.DeclareLocal(typeof(int));
        il.Emit(Ldarg_0);
        il.Emit(Switch, cases);
        Write(il, Ldc_I4_5, Stloc_0);
        il.MarkLabel(cases[0]);
        Write(il, Ldloc_0, Ldc_I4_1, OpCodes.Add, Stloc_0);
        il.MarkLabel(cases[1]);
        Write(il, Ldloc_0, Ldc_I4_3, Mul, Ldc_I4_1, OpCodes.Add, Stloc_0, Ldloc_0, Ret);
    }
}
