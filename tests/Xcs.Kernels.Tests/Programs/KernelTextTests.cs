using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Programs;

public sealed class KernelTextTests
{
    private struct Point
    {
        public float X;
        public float Y;
    }

    [Fact]
    public void TextTellsUniformAndDivergentPartsApart()
    {
        var text = Kernel.Compile<Action<ReadOnlyBuffer<float>, Buffer<float>>>(BlockSum, KernelBackends.Options("interpreter")).ToText();

        Assert.Equal(Lines("""
            kernel KernelTextTests.BlockSum(ReadOnlyBuffer<float> x, Buffer<float> sums), warps of 32
              shared float partial[32]
              float t: varying
              float v: varying
              int delta: uniform
              float sum: uniform
              int i: uniform
              if (((BlockX * BlockDimX) + ThreadX) < x.Length)
            |   t = x[((BlockX * BlockDimX) + ThreadX)]
              else
            |   t = 0f
              v = t
              delta = 16
              loop continue … break
                if (delta <= 0)
                  goto break
                v = (v + Warp.ShuffleDown(v, delta, 32 lanes))
                delta = (delta / 2)
              if (Lane == 0)
            |   partial[WarpIndex] = v
              SyncThreads()
              if (ThreadX == 0)
            |   sum = 0f
            |   i = 0
            |   loop continue … break
            |     if (i >= (BlockDimX / 32))
            |       goto break
            |     sum = (sum + partial[i])
            |     i = (i + 1)
            |   sums[BlockX] = sum
            """), Lines(text));
    }

    [Fact]
    public void MethodsAreInlinedAndStructsTakenApart()
    {
        var text = Kernel.Compile((ReadOnlyBuffer<Point> p, Buffer<Point> q, Point shift, int n) =>
        {
            var i = Gpu.GlobalIndex;
            if (i >= n)
                return;
            var sum = Add(p[i], shift);
            if (i % 2 == 0)
                sum.X = -sum.X;
            q[i] = sum;
        }, KernelBackends.Options("interpreter")).ToText();

        Assert.Equal(Lines("""
            kernel KernelTextTests.MethodsAreInlinedAndStructsTakenApart, a lambda(ReadOnlyBuffer<Point> p, Buffer<Point> q, Point shift, int n), warps of 32
              int i: lane × 1
              float t_2: varying
              float t_3: varying
              float v0.X: varying
              float v0.Y: varying
              float sum.X: varying
              i = ((BlockX * BlockDimX) + ThreadX)
              if (i >= n)
            |   return
              t_2 = p[i]
              t_3 = p[i] at 4
              v0.X = 0f
              v0.Y = 0f
              v0.X = (t_2 + shift.X)
              v0.Y = (t_3 + shift.Y)
              sum.X = v0.X
              if ((i % 2) == 0)
            |   sum.X = -v0.X
              q[i] = sum.X
              q[i] at 4 = v0.Y
            """), Lines(text));
    }

    /// <summary>C# compilers keep what comes before a condition on a stack, and jump over what is chosen.</summary>
    [Fact]
    public void CopiesAreKnownWhereWaysMeetAndSmallBranchesAreChoices()
    {
        var text = Kernel.Compile((ReadOnlyBuffer<int> x, Buffer<int> y) =>
        {
            var i = Gpu.GlobalIndex;
            var next = i == x.Length - 1 ? 0 : i + 1;
            y[i] = x[i] == 3 || (x[i] == 2 && x[next] == 1) ? 1 : 0;
        }, KernelBackends.Options("interpreter")).ToText();

        Assert.Contains("next = ((i == (x.Length - 1)) ? 0 : (i + 1))", text, StringComparison.Ordinal);
        Assert.Contains("y[i] = ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ExplainNamesTheBackEnd() =>
        Assert.Contains("interpreted", Kernel.Compile<Action<ReadOnlyBuffer<float>, Buffer<float>>>(BlockSum, KernelBackends.Options("interpreter")).Explain(), StringComparison.Ordinal);

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    private static Point Add(Point a, Point b) => new() { X = a.X + b.X, Y = a.Y + b.Y };

    private static void BlockSum(ReadOnlyBuffer<float> x, Buffer<float> sums)
    {
        var partial = Shared.Array<float>(32);
        var v = Gpu.GlobalIndex < x.Length ? x[Gpu.GlobalIndex] : 0f;
        for (var delta = Warp.Size / 2; delta > 0; delta /= 2)
            v += Warp.ShuffleDown(v, delta);
        if (Warp.Lane == 0)
            partial[Warp.Index] = v;
        Gpu.SyncThreads();
        if (Gpu.ThreadIdx.X == 0)
        {
            var sum = 0f;
            for (var i = 0; i < Gpu.BlockDim.X / Warp.Size; i++)
                sum += partial[i];
            sums[Gpu.BlockIdx.X] = sum;
        }
    }
}
