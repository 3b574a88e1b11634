using System.Linq.Expressions;
using Xcs.Kernels.Programs;
using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels.Tests.Vectorization;

public sealed class CompiledKernelTests
{
    public static TheoryData<KernelWidth> Widths => [KernelWidth.Auto, KernelWidth.Bits128, KernelWidth.Bits256, KernelWidth.Bits512];

    [Theory]
    [MemberData(nameof(Widths))]
    public void ThreadsKnowTheirPlaceInBlocksOfAnyShape(KernelWidth width)
    {
        var kernel = Kernel.Compile((Buffer<int> places) =>
        {
            var thread = Gpu.ThreadIdx;
            var block = Gpu.BlockIdx;
            var number = Gpu.LinearThread + Gpu.BlockDim.X * Gpu.BlockDim.Y * Gpu.BlockDim.Z * (block.X + Gpu.GridDim.X * (block.Y + Gpu.GridDim.Y * block.Z));
            places[number] = thread.X + 100 * thread.Y + 10_000 * thread.Z + 1_000_000 * (block.X + 10 * block.Y + 100 * block.Z);
        }, new KernelOptions { Width = width });
        foreach (var threads in new Dim3[] { new(64), new(16, 16), new(5, 3, 2), new(32, 2, 3), new(33, 2), new(1, 40), new(1, 1, 9) })
        {
            var shape = new LaunchShape(new Dim3(2, 3, 2), threads);
            using var places = new Buffer<int>(12 * (int)threads.Count);

            kernel.Launch(shape, places);

            var expected = from bz in Enumerable.Range(0, 2)
                           from v in Enumerable.Range(0, 3)
                           from bx in Enumerable.Range(0, 2)
                           from z in Enumerable.Range(0, threads.Z)
                           from y in Enumerable.Range(0, threads.Y)
                           from x in Enumerable.Range(0, threads.X)
                           select x + 100 * y + 10_000 * z + 1_000_000 * (bx + 10 * v + 100 * bz);
            Assert.Equal(expected, places.ToArray());
        }
    }

    /// <summary>The JIT of .NET 10 takes (0, 1, 2, 3) - x for -x where it adds to it.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void LanesThatBeginWithZeroAreNotZero(KernelWidth width)
    {
        var kernel = Kernel.Compile((Buffer<int> y) =>
        {
            var i = Gpu.LinearThread;
            var v = y[i];
            y[i] = Warp.Lane - v + -(v * 3) + (Warp.Lane * 2 - v + v * 5);
        }, new KernelOptions { Width = width });
        using var y = new Buffer<int>([.. Enumerable.Range(0, 32).Select(i => i * i - 50)]);

        kernel.Launch(new LaunchShape(1, 32), y);

        Assert.Equal(Enumerable.Range(0, 32).Select(i => 3 * i), y.ToArray());
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void UncheckedGivesTheSame(KernelWidth width)
    {
        static void Reverse(ReadOnlyBuffer<double> x, Buffer<double> y)
        {
            var i = Gpu.GlobalIndex;
            if (i < x.Length)
                y[x.Length - 1 - i] = x[i] + x[i / 2];
        }

        using var x = new Buffer<double>([.. Enumerable.Range(0, 75).Select(i => i * 0.25)]);
        using var y = new Buffer<double>(75);

        Kernel.Compile<Action<ReadOnlyBuffer<double>, Buffer<double>>>(Reverse, new KernelOptions { Width = width, Unchecked = true }).Launch(new LaunchShape(2, 40), x, y);

        Assert.Equal(Enumerable.Range(0, 75).Select(i => (74 - i) * 0.25 + (74 - i) / 2 * 0.25), y.ToArray());
    }

    [Fact]
    public void LoopsWithKnownTurnsAreWrittenOut()
    {
        var (v, d) = (Expression.Variable(typeof(int), "v"), Expression.Variable(typeof(int), "d"));
        var (leave, next) = (Expression.Label("break"), Expression.Label("continue"));
        Expression[] statements =
        [
            Expression.Assign(d, Expression.Constant(16)),
            Expression.Loop(Expression.Block(typeof(void),
                Expression.IfThen(Expression.LessThanOrEqual(d, Expression.Constant(0)), Expression.Goto(leave)),
                Expression.Assign(v, Expression.Add(v, d)),
                Expression.Assign(d, Expression.Divide(d, Expression.Constant(2)))), leave, next),
        ];

        var turns = ConstantTurns.Of(statements, 1);

        Assert.Equal([16, 8, 4, 2, 1, 0], turns!.Values.Select(value => (int)value.Value!));
        Assert.Null(ConstantTurns.Of([statements[1]], 0));
    }

    [Fact]
    public void KernelsThatTheJitDoesNotOptimiseAreMadeOfSeveralFunctions()
    {
        var (small, large) = (Squares(30), Squares(700));

        Assert.DoesNotContain("functions", new SimdKernel(small, new() { Width = KernelWidth.Bits128 }).Explain(), StringComparison.Ordinal);
        var explained = new SimdKernel(large, new() { Width = KernelWidth.Bits128 }).Explain();
        Assert.Contains("functions", explained, StringComparison.Ordinal);
        Assert.DoesNotContain("split the kernel", explained, StringComparison.Ordinal);
    }

    [Fact]
    public void KernelsThatCannotBeSplitSaySo()
    {
        var program = Squares(1);
        Expression oneStatement = program.Locals[0];
        for (var k = 0; k < 13; k++)
            oneStatement = Expression.Add(oneStatement, oneStatement);

        Assert.Contains("split the kernel", new SimdKernel(Assigning(program, oneStatement), new() { Width = KernelWidth.Bits128 }).Explain(), StringComparison.Ordinal);
    }

    private static KernelProgram Squares(int count)
    {
        var array = new KernelArray(0, "y", MemorySpace.Global, typeof(int), 4, -1, -1, 0, IsReadOnly: false, HasRows: false);
        var i = Expression.Variable(typeof(int), "i");
        var lane = new ThreadValue(ThreadValueKind.Lane);
        IEnumerable<Expression> statements = Enumerable.Range(0, count).Select(k => Expression.Assign(i, Expression.Add(Expression.Multiply(i, i), Expression.Add(lane, Expression.Constant(k)))));
        return new KernelProgram("Large", 32, [new("y", typeof(Buffer<int>), 0, array, [])], [array], [i],
            Expression.Block(typeof(void), statements.Append(new ArrayStore(new(array, lane), i))), Expression.Label(), []);
    }

    private static KernelProgram Assigning(KernelProgram program, Expression value) => new("Large", 32, program.Parameters, program.Arrays, program.Locals,
        Expression.Block(typeof(void), Expression.Assign(program.Locals[0], value), new ArrayStore(new(program.Arrays[0], new ThreadValue(ThreadValueKind.Lane)), program.Locals[0])), Expression.Label(), []);
}
