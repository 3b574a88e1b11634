using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>How a value differs between the lanes of a warp that are active together.</summary>
/// <param name="IsVarying">Whether nothing is known.</param>
/// <param name="Stride">
/// Otherwise the value of lane i is that of lane 0 plus i times this, in 32 bits that wrap; 0 where all lanes have the same value.
/// </param>
internal readonly record struct LaneShape(bool IsVarying, int Stride)
{
    public static LaneShape Uniform => default;

    public static LaneShape Varying => new(true, 0);

    public bool IsUniform => this == default;

    public static LaneShape Affine(int stride) => new(false, stride);

    public LaneShape Join(LaneShape other) => this == other ? this : Varying;

    public override string ToString() => IsVarying ? "varying" : Stride == 0 ? "uniform" : $"lane × {Stride}";

    /// <summary>The shape of an operation on two operands of type int or uint.</summary>
    public static LaneShape Of(BinaryExpression node, LaneShape left, LaneShape right)
    {
        if (left.IsUniform && right.IsUniform)
            return Uniform;
        var is32 = node.Type == typeof(int) || node.Type == typeof(uint);
        if (left.IsVarying || right.IsVarying || !is32)
            return Varying;
        return (node.NodeType, node.Left, node.Right) switch
        {
            (ExpressionType.Add, _, _) => Affine(unchecked(left.Stride + right.Stride)),
            (ExpressionType.Subtract, _, _) => Affine(unchecked(left.Stride - right.Stride)),
            (ExpressionType.Multiply, _, ConstantExpression { Value: int factor }) => Affine(unchecked(left.Stride * factor)),
            (ExpressionType.Multiply, ConstantExpression { Value: int factor }, _) => Affine(unchecked(right.Stride * factor)),
            (ExpressionType.LeftShift, _, ConstantExpression { Value: int count }) => Affine(left.Stride << count),
            _ => Varying,
        };
    }
}
