namespace Xcs.Kernels;

/// <summary>
/// Operations on vectors and matrices of float and double, vectorised inside a chunk and split into chunks for the workers of a pool where
/// that pays. Results have the same bits for every number of workers.
/// </summary>
/// <remarks>
/// <para>Each operation has three forms: on spans, into a destination; on arrays, with a new array as the result; and on traced arrays inside a traced function, as a
/// node whose chunks join the wave. All may be called from many threads at once.</para>
/// <para>Inside a chunk System.Numerics.Tensors does the work, so the last bit of exp, tanh, sums and products may differ between machines with vectors of
/// different width. Where a call is cancelled, a part of the destination has been written.</para>
/// </remarks>
public static partial class TensorOps;
