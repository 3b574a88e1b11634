namespace Xcs.Kernels.Tensors;

/// <summary>The shape of a product: A has <paramref name="Rows"/> × <paramref name="Depth"/> items, B has <paramref name="Depth"/> × <paramref name="Columns"/>.</summary>
internal readonly record struct MatrixShape(int Rows, int Columns, int Depth);
