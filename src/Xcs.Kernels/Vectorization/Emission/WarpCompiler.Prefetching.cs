using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>
/// Loops that go through memory in steps as wide as the grid: no machine foresees where the next turn reads. But the next warp takes the same turns, and reads
/// what lies right behind; so each turn asks for that in advance.
/// </content>
internal sealed partial class WarpCompiler
{
    private const int CacheLine = 64;

    private static readonly MethodInfo PrefetchMethod = typeof(LaneMemory).GetMethod(nameof(LaneMemory.Prefetch))!;

    // Variables that grow, in a loop around the current place, by what is known only when the code runs.
    private readonly Stack<ParameterExpression> _striding = [];

    private void Prefetch(ArrayPlace place, Expression address, Type type)
    {
        if (place.Array.Space != MemorySpace.Global || !Sse.IsSupported || !_striding.Any(variable => NodeSearch.Reads(place.Index, variable)))
            return;
        var bytes = _program.WarpSize * KernelTypes.SizeOfNumber(type);
        for (var line = bytes; line < 2 * bytes; line += CacheLine)
            Emit(Expression.Call(PrefetchMethod, address, Int(line)));
    }

    private void PushStriding(LoopExpression loop)
    {
        foreach (var node in NodeSearch.All(loop.Body, static node => node is BinaryExpression { NodeType: ExpressionType.Assign }))
            if (node is BinaryExpression { Left: ParameterExpression variable, Right: BinaryExpression { NodeType: ExpressionType.Add, Left: var from, Right: not ConstantExpression } sum }
                && from == variable && _uniformity.Of(sum.Right).IsUniform)
                _striding.Push(variable);
    }

    private void PopStriding(int count)
    {
        while (_striding.Count > count)
            _striding.Pop();
    }
}
