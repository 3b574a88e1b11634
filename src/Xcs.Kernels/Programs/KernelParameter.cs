using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>A parameter of the kernel: an array, or a value in one variable for each number that it is made of.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type as declared.</param>
/// <param name="Slot">The first of its argument slots.</param>
/// <param name="Array">The array; null for a value.</param>
/// <param name="Values">Uniform variables that hold the value when a thread starts, one a slot; the program may assign them. Empty for an array.</param>
internal sealed record KernelParameter(string Name, Type Type, int Slot, KernelArray? Array, IReadOnlyList<KernelParameterValue> Values);

/// <summary>A number that is an argument or a part of one.</summary>
/// <param name="Variable">The variable of the program.</param>
/// <param name="Offset">Where it stands in the argument, in bytes.</param>
internal sealed record KernelParameterValue(ParameterExpression Variable, int Offset);
