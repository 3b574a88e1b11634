using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Numbers a few places apart, as a field of structs side by side: whole registers are read and written, with the lanes where they belong. Machines
/// gather no faster than lane by lane.
/// </content>
internal sealed partial class WarpCompiler
{
    // As many registers are read for one.
    private const int MostStride = 4;

    private static bool IsShort(LaneValue distances) => distances is { IsVarying: false, Stride: >= 2 and <= MostStride };

    private LaneValue ReadStrided(Type type, Expression start, int stride, Flow flow)
    {
        var place = Spill(start);
        var vector = _layout.VectorOf(type);
        var lanes = VectorCalls.Lanes(vector);
        var masks = flow.IsFull ? null : Spill(MemoryMasks(type, flow));
        var count = _layout.Parts(type);
        return LaneValue.Varying(type, Spill([.. Enumerable.Range(0, count).Select(i =>
        {
            var registers = Enumerable.Range(0, stride).Select(k =>
            {
                // Behind the last lane there may be no memory.
                var isLast = i == count - 1 && k == stride - 1;
                return ReadRegister(type, place, i * stride + k, masks is not null || isLast ? Spread(vector, masks?[i], stride, k) : null);
            });
            return FromParts(Spill([.. registers]), lanes, lane => lane * stride);
        })]));
    }

    private void WriteStrided(Type type, Expression start, int stride, LaneValue value, Flow flow)
    {
        var place = Spill(start);
        var parts = Spill(Vectors(value));
        var lanes = VectorCalls.Lanes(parts[0].Type);
        var masks = flow.IsFull ? null : Spill(MemoryMasks(type, flow));
        for (var i = 0; i < parts.Length; i++)
            for (var k = 0; k < stride; k++)
                PutRegister(type, place, i * stride + k, Permuted(parts[i], Origin(lanes, stride, k)), Spread(parts[i].Type, masks?[i], stride, k));
    }

    // Which lane belongs at a place of the register with some number.
    private static Func<int, int> Origin(int lanes, int stride, int register) => at => (register * lanes + at) / stride;

    /// <summary>The places of a register that lanes belong at, or some lanes.</summary>
    private static Expression Spread(Type vector, Expression? mask, int stride, int register)
    {
        var lanes = VectorCalls.Lanes(vector);
        var isWide = LaneLayout.LaneBytes(VectorCalls.ElementOf(vector)) == 8;
        var places = VectorCalls.Constants(vector.GetGenericTypeDefinition().MakeGenericType(isWide ? typeof(long) : typeof(int)), at =>
        {
            var isLane = (register * lanes + at) % stride == 0;
            return isWide ? isLane ? -1L : (object)0L : isLane ? -1 : 0;
        });
        return mask is null ? places : VectorCalls.Call("BitwiseAnd", Permuted(mask, Origin(lanes, stride, register)), places);
    }
}
