using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using System.Runtime.Intrinsics;
using Xcs.Kernels.Programs;
using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels.Tensors;

/// <summary>A function of <see cref="SingleFunctions"/> of every item of a span, on the widest registers of the machine. Thread-safe.</summary>
internal sealed unsafe class SpanFunction
{
    private static readonly Type Register = Vector512.IsHardwareAccelerated ? typeof(Vector512<float>) : Vector256.IsHardwareAccelerated ? typeof(Vector256<float>) : typeof(Vector128<float>);
    private static readonly int Size = VectorCalls.SizeOf(Register);

    public static readonly SpanFunction Exp = new(nameof(SingleFunctions.Exp));
    public static readonly SpanFunction Sigmoid = new(nameof(SingleFunctions.Sigmoid));
    public static readonly SpanFunction Tanh = new(nameof(SingleFunctions.Tanh));

    private readonly Loop _loop;

    private SpanFunction(string name) => _loop = Compile(typeof(SingleFunctions).GetMethod(name)!);

    private delegate void Loop(long source, long target, long bytes);

    /// <summary>Both may be the same span, of floats.</summary>
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (whole, rest) = Math.DivRem(x.Length * sizeof(float), Size);
        whole *= Size;
        fixed (T* source = x, target = destination)
        {
            _loop((long)source, (long)target, whole);
            if (rest == 0)
                return;
            var register = stackalloc byte[Size];
            new ReadOnlySpan<byte>((byte*)source + whole, rest).CopyTo(new(register, rest));
            _loop((long)register, (long)register, Size);
            new ReadOnlySpan<byte>(register, rest).CopyTo(new((byte*)target + whole, rest));
        }
    }

    private static Loop Compile(MethodInfo function)
    {
        var (source, target, bytes) = (Expression.Parameter(typeof(long), "source"), Expression.Parameter(typeof(long), "target"), Expression.Parameter(typeof(long), "bytes"));
        var (place, over) = (Expression.Variable(typeof(long), "place"), Expression.Label("over"));
        List<ParameterExpression> variables = [place];
        List<Expression> turn = [Expression.IfThen(Expression.GreaterThanOrEqual(place, bytes), Expression.Break(over))];
        var form = new VectorForm(Register, type =>
        {
            variables.Add(Expression.Variable(type));
            return variables[^1];
        }, turn.Add);
        Expression At(Expression start) => Expression.Add(start, place);
        var value = form.Call(function, Expression.Call(typeof(LaneMemory), nameof(LaneMemory.Read), [Register], At(source), Expression.Constant(0)));
        turn.Add(Expression.Call(typeof(LaneMemory), nameof(LaneMemory.Write), [Register], At(target), Expression.Constant(0), value));
        turn.Add(Expression.AddAssign(place, Expression.Constant((long)Size)));
        return Expression.Lambda<Loop>(Expression.Block(typeof(void), variables, Expression.Loop(Expression.Block(turn), over)), $"{function.Name}OfSpan", [source, target, bytes]).Compile();
    }
}
