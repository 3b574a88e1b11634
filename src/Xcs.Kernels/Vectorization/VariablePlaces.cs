using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>Where variables are kept in a piece of memory, each at a multiple of its size.</summary>
/// <param name="start">How much of it is used otherwise, in bytes.</param>
internal sealed class VariablePlaces(int start)
{
    private readonly Dictionary<ParameterExpression, int> _places = [];

    /// <summary>How large the memory must be.</summary>
    public int Size { get; private set; } = start;

    public int Of(ParameterExpression variable)
    {
        if (_places.TryGetValue(variable, out var place))
            return place;
        var size = variable.Type.IsGenericType ? VectorCalls.SizeOf(variable.Type) : sizeof(ulong);
        _places.Add(variable, place = AlignedMemory.RoundUp(Size, size));
        Size = place + size;
        return place;
    }
}
