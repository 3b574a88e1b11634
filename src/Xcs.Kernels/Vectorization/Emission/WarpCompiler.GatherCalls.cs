using System.Linq.Expressions;
using System.Reflection;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <content>The same as Gathering by calls: parts of structs, and everything where the machine has no gathers or no masks.</content>
internal sealed partial class WarpCompiler
{
    private LaneValue Gathered(Type type, Expression start, int scale, Expression[] element, Flow flow)
    {
        var (place, indices, numbers) = (Spill(start), Places(type, element), LanesOfPart(type));
        var masks = flow.IsFull ? null : MemoryMasks(type, flow);
        var method = AccessMethod(typeof(LaneGather), nameof(LaneGather.Read), type, indices[0].Type, masks is null ? 4 : 5);
        return LaneValue.Varying(type, Spill([.. indices.Select((index, i) =>
            VectorCalls.As(Expression.Call(method, [place, Int(scale), index, numbers, .. Part(masks, i)]), LaneLayout.StorageOf(type)))]));
    }

    private void Scattered(Type type, Expression start, int scale, Expression[] element, LaneValue value, Flow flow)
    {
        // All parts are computed before the first is written.
        var (place, indices, numbers, parts) = (Spill(start), Spill(Places(type, element)), LanesOfPart(type), Spill(Vectors(value)));
        var masks = flow.IsFull ? null : Spill(MemoryMasks(type, flow));
        var method = AccessMethod(typeof(LaneScatter), nameof(LaneScatter.Write), type, indices[0].Type, masks is null ? 5 : 6);
        for (var i = 0; i < parts.Length; i++)
            Emit(Expression.Call(method, [place, Int(scale), indices[i], numbers, VectorCalls.As(parts[i], VectorCalls.ElementOf(indices[i].Type)), .. Part(masks, i)]));
    }

    private LaneValue GatheredLocal(Type type, ArrayPlace place, LaneValue element, Flow flow)
    {
        var (scale, places) = LocalPlaces(type, place.Array, element);
        return Gathered(type, LocalAddress(place, LaneValue.Uniform(Int(0))), scale, places, flow);
    }

    private void ScatteredLocal(Type type, ArrayPlace place, LaneValue element, LaneValue value, Flow flow)
    {
        var (scale, places) = LocalPlaces(type, place.Array, element);
        Scattered(type, LocalAddress(place, LaneValue.Uniform(Int(0))), scale, places, value, flow);
    }

    /// <summary>Where lanes have an element of a local array, counted in numbers, or in bytes where elements are packed.</summary>
    private (int Scale, Expression[] Places) LocalPlaces(Type type, KernelArray array, LaneValue element)
    {
        var (distance, size) = (array.ElementSize * _program.WarpSize, KernelTypes.SizeOfNumber(type));
        var scale = distance % size == 0 ? size : 1;
        Expression[] Times(Expression[] numbers, int factor) => factor == 1 ? numbers : Each("Multiply", numbers, [.. numbers.Select(_ => VectorCalls.Splat(MaskVector, Int(factor)))]);
        var indices = Vectors(element).Select(part => VectorCalls.As(part, typeof(int))).ToArray();
        return (scale, Each("Add", Times(indices, distance / scale), Times(LaneNumbers(), size / scale)));
    }

    /// <summary>Numbers of elements in lanes of the size that the type has.</summary>
    private Expression[] Places(Type type, Expression[] element)
    {
        var numbers = element.Select(part => VectorCalls.As(part, typeof(int))).ToArray();
        return LaneLayout.LaneBytes(type) == 4 ? numbers : Widened(numbers, typeof(long));
    }

    /// <summary>The numbers of the lanes of a register from 0 on, in lanes of the size that the type has.</summary>
    private Expression LanesOfPart(Type type) => Spill(Places(type, [LaneNumbers()[0]])[0]);

    private static Expression[] Part(Expression[]? masks, int i) => masks is null ? [] : [masks[i]];

    // What lanes of 4 bytes hold is told apart by its memory; of numbers that are as large only the bits matter.
    private static MethodInfo AccessMethod(Type owner, string name, Type type, Type vector, int parameters)
    {
        var method = owner.GetMethods().Single(m => m.Name == name && m.GetParameters() is var given && given.Length == parameters && given[2].ParameterType == vector);
        return !method.IsGenericMethodDefinition ? method : method.MakeGenericMethod(KernelTypes.SizeOfNumber(type) == 4 ? typeof(int) : type);
    }
}
