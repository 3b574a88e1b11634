using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>What an expression has become: one number for all lanes, a number that grows with the lane, or registers.</summary>
/// <param name="Type">The type in the program.</param>
/// <param name="Scalar">The value of lane 0, where all lanes follow from it; otherwise null.</param>
/// <param name="Stride">How much more, in 32 bits that wrap, the next lane has.</param>
/// <param name="Parts">Otherwise the registers, from lane 0 on.</param>
/// <param name="LaneBytes">The size of a lane in the registers; a bool may have that of what it was made from.</param>
internal readonly record struct LaneValue(Type Type, Expression? Scalar, int Stride, Expression[]? Parts, int LaneBytes)
{
    public bool IsUniform => Scalar is not null && Stride == 0;

    public bool IsVarying => Parts is not null;

    public static LaneValue Uniform(Expression scalar) => Affine(scalar, 0);

    public static LaneValue Affine(Expression first, int stride) => new(first.Type, first, stride, null, 0);

    public static LaneValue Varying(Type type, Expression[] parts) => new(type, null, 0, parts, LaneLayout.LaneBytes(type));

    /// <summary>A bool whose lanes are all ones or zeros.</summary>
    public static LaneValue Mask(Expression[] parts, int laneBytes) => new(typeof(bool), null, 0, parts, laneBytes);
}
