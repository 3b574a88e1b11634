using System.Numerics;

namespace Xcs.Kernels.Tensors;

internal readonly unsafe record struct MatrixCall<T>(MatrixShape Shape, T[] A, T[] B, T[] C) : ITensorCall<T[]>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Chunks => MatrixWork.Chunks<T>(Shape);

    public static MatrixCall<T> Open(T[] a, T[] b, MatrixShape shape)
    {
        var c = new T[TensorShapes.Length(shape.Rows, shape.Columns)];
        MatrixWork.Require<T>(shape, TensorShapes.Require(a), TensorShapes.Require(b), c);
        return new(shape, a, b, c);
    }

    public void Run(int chunk)
    {
        fixed (T* a = A, b = B, c = C)
        {
            MatrixWork.Run(Shape, T.One, a, b, T.Zero, c, chunk);
        }
    }

    public T[] Finish() => C;
}

internal readonly unsafe record struct RowProductsCall<T>(T[] Matrix, T[] Vector, T[] Result) : ITensorCall<T[]>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Chunks => TensorShapes.Chunks(Result.Length, RowProducts<T>.RowsOfChunk);

    public static RowProductsCall<T> Open(T[] matrix, T[] vector, int rows, int columns)
    {
        var result = new T[TensorShapes.Length(rows, 1)];
        RowProducts<T>.Require(TensorShapes.Require(matrix), TensorShapes.Require(vector), result, rows, columns);
        return new(matrix, vector, result);
    }

    public void Run(int chunk)
    {
        fixed (T* matrix = Matrix, vector = Vector, result = Result)
        {
            new RowProducts<T>(matrix, vector, result, Result.Length, Vector.Length).Run(chunk);
        }
    }

    public T[] Finish() => Result;
}
