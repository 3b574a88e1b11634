using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <content>Products of 64 bits whose factors have 32.</content>
internal sealed partial class WarpCompiler
{
    /// <summary>Lanes of 8 bytes of which the lower half says all.</summary>
    private LaneValue WideProduct(BinaryExpression node, Type factor, LaneValue left, LaneValue right) => LaneValue.Varying(node.Type,
        [.. Vectors(left).Zip(Vectors(right), (x, y) => VectorCalls.As(ProductMethods.OfEven(VectorCalls.As(x, factor), VectorCalls.As(y, factor)), node.Type))]);

    /// <summary>The products of the even lanes and of the odd ones, of which the high halves are put together.</summary>
    private Expression[] HighProduct(LaneValue left, LaneValue right)
    {
        Expression Odd(Expression part, bool isSame) => isSame ? part : VectorCalls.As(VectorCalls.Call("ShiftRightLogical", VectorCalls.As(part, typeof(ulong)), Expression.Constant(32)), left.Type);
        var (first, second) = (Spill(Vectors(left)), Spill(Vectors(right)));
        return
        [
            .. first.Zip(second, (x, y) =>
            {
                var even = VectorCalls.As(ProductMethods.OfEven(x, y), typeof(ulong));
                var odd = VectorCalls.As(ProductMethods.OfEven(Odd(x, left.IsUniform), Odd(y, right.IsUniform)), typeof(ulong));
                return VectorCalls.As(ProductMethods.OddOf(odd, VectorCalls.Call("ShiftRightLogical", even, Expression.Constant(32))), left.Type);
            }),
        ];
    }
}
