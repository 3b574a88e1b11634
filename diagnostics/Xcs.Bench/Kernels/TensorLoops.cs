namespace Xcs.Bench;

/// <summary>What somebody writes who does not think of vectors.</summary>
internal static class TensorLoops
{
    public static void Add(float[] x, float[] y, float[] result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = x[i] + y[i];
    }

    public static void Divide(float[] x, float[] y, float[] result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = x[i] / y[i];
    }

    public static void Relu(float[] x, float[] result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = MathF.Max(x[i], 0);
    }

    public static void Exp(float[] x, float[] result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = MathF.Exp(x[i]);
    }

    public static void Sigmoid(float[] x, float[] result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = 1 / (1 + MathF.Exp(-x[i]));
    }

    public static void Tanh(float[] x, float[] result)
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = MathF.Tanh(x[i]);
    }

    public static float Sum(float[] x)
    {
        var sum = 0f;
        foreach (var value in x)
            sum += value;
        return sum;
    }

    public static float Max(float[] x)
    {
        var most = float.NegativeInfinity;
        foreach (var value in x)
            most = MathF.Max(most, value);
        return most;
    }

    public static float Dot(float[] x, float[] y)
    {
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    /// <summary>The product of a square matrix and the first items of a vector.</summary>
    public static void MatVec(float[] matrix, float[] vector, float[] result)
    {
        for (var row = 0; row < result.Length; row++)
        {
            var sum = 0f;
            for (var column = 0; column < result.Length; column++)
                sum += matrix[(row * result.Length) + column] * vector[column];
            result[row] = sum;
        }
    }
}
