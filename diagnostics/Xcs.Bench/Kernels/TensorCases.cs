using System.Numerics.Tensors;
using Xcs.Kernels;

namespace Xcs.Bench;

/// <summary>Tensor operations on floats against a scalar loop and against System.Numerics.Tensors on one core.</summary>
internal static class TensorCases
{
    public const int Length = 1 << 18;

    /// <summary>All cases on vectors of a length, which is a square.</summary>
    public static IEnumerable<Workload> Create(int length)
    {
        var side = (int)Math.Sqrt(length);
        float[] x = [.. Enumerable.Range(0, length).Select(static i => ((uint)i * 0x9E3779B9 >> 8) / (float)(1 << 24))];
        float[] y = [.. x.Reverse().Select(static value => value + 0.5f)];
        yield return Elementwise("add", length, r => TensorLoops.Add(x, y, r), r => TensorPrimitives.Add(x, y, r), (r, options) => TensorOps.Add<float>(x, y, r, options));
        yield return Elementwise("divide", length, r => TensorLoops.Divide(x, y, r), r => TensorPrimitives.Divide(x, y, r), (r, options) => TensorOps.Divide<float>(x, y, r, options));
        yield return Elementwise("relu", length, r => TensorLoops.Relu(x, r), r => TensorPrimitives.Max(x, 0f, r), (r, options) => TensorOps.Relu<float>(x, r, options));
        yield return Elementwise("exp", length, r => TensorLoops.Exp(x, r), r => TensorPrimitives.Exp(x, r), (r, options) => TensorOps.Exp<float>(x, r, options));
        yield return Elementwise("sigmoid", length, r => TensorLoops.Sigmoid(x, r), r => TensorPrimitives.Sigmoid(x, r), (r, options) => TensorOps.Sigmoid<float>(x, r, options));
        yield return Elementwise("tanh", length, r => TensorLoops.Tanh(x, r), r => TensorPrimitives.Tanh(x, r), (r, options) => TensorOps.Tanh<float>(x, r, options));
        yield return Reduction("sum", length, () => TensorLoops.Sum(x), () => TensorPrimitives.Sum<float>(x), options => TensorOps.Sum(x, options));
        yield return Reduction("max", length, () => TensorLoops.Max(x), () => TensorPrimitives.Max<float>(x), options => TensorOps.Max(x, options));
        yield return Reduction("dot", length, () => TensorLoops.Dot(x, y), () => TensorPrimitives.Dot<float>(x, y), options => TensorOps.Dot(x, y, options));
        yield return Elementwise(
            "mat-vec", side, r => TensorLoops.MatVec(x, y, r), r => MatVec(x, y, r), (r, options) => TensorOps.MatVec<float>(x, y.AsSpan(0, side), r, side, side, options));
    }

    private static void MatVec(float[] matrix, float[] vector, float[] result)
    {
        for (var row = 0; row < result.Length; row++)
            result[row] = TensorPrimitives.Dot<float>(matrix.AsSpan(row * result.Length, result.Length), vector.AsSpan(0, result.Length));
    }

    private static Workload Elementwise(string name, int length, Action<float[]> loop, Action<float[]> primitives, Action<float[], TensorOptions> operation) =>
        new($"tensor {name}", Length, 1, () =>
        {
            var (expected, result) = (new float[length], new float[length]);
            loop(expected);
            return Contenders(() => loop(expected), () => primitives(result), options => operation(result, options), contender =>
            {
                Array.Clear(result);
                contender.Run(0);
                for (var i = 0; i < length; i++)
                    Verification.Require(IsClose(result[i], expected[i]), contender, $"item {i} is {result[i]} instead of {expected[i]}");
            });
        });

    private static Workload Reduction(string name, int length, Func<float> loop, Func<float> primitives, Func<TensorOptions, float> operation) =>
        new($"tensor {name}", length, 1, () =>
        {
            var (expected, result) = (loop(), 0f);
            return Contenders(() => loop(), () => result = primitives(), options => result = operation(options), contender =>
            {
                contender.Run(0);
                Verification.Require(IsClose(result, expected), contender, $"it gives {result} instead of {expected}");
            });
        });

    private static List<IContender> Contenders(Action loop, Action primitives, Action<TensorOptions> operation, Action<IContender> verify)
    {
        var (one, two) = (new WorkerPool(new() { Workers = 1 }), new WorkerPool(new() { Workers = 2 }));
        var (onOne, onTwo) = (new TensorOptions { Pool = one }, new TensorOptions { Pool = two });
        List<IContender> others =
        [
            new FuncContender("System.Numerics.Tensors", ContenderKind.Peer, primitives),
            new FuncContender("1 worker", ContenderKind.Xcs, () => operation(onOne), one),
            new FuncContender("2 workers", ContenderKind.Xcs, () => operation(onTwo), two),
        ];
        others.ForEach(verify);
        return [new FuncContender("scalar loop", ContenderKind.Baseline, loop), .. others];
    }

    // A sum of floats one by one is off by much more than one in pairs.
    private static bool IsClose(float value, float expected) => Math.Abs(value - expected) <= 1e-3 * Math.Max(1, Math.Abs(expected));
}
