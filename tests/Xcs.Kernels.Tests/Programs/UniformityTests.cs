using System.Linq.Expressions;
using System.Numerics;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;
using Xcs.Kernels.Tests.Conformance;

namespace Xcs.Kernels.Tests.Programs;

public sealed class UniformityTests
{
    /// <summary>Variables that are said to be uniform are kept once for all lanes: nothing changes. What is said about lanes holds at every assignment.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(32)]
    public void WhatIsSaidOfRandomKernelsHolds(int warp)
    {
        for (var seed = 1000; seed < 1200; seed++)
        {
            var program = RandomKernels.Program(seed, warp, isTogether: true);
            var shape = RandomKernelRun.Shape(seed, warp);
            var options = new KernelOptions { WarpSize = warp };
            var checking = new Backend(watch: new Watch(Uniformity.Of(program)));
            var found = RandomKernelRun.Of(program, checking, options with { Sanitize = true }, shape, seed);
            if (found.DifferenceFrom(RandomKernelRun.Of(program, InterpreterBackend.Instance, options, shape, seed)) is { } difference)
                Assert.Fail($"seed {seed}, warp {warp}, {shape}: {difference}\n{KernelText.Of(program)}");
        }
    }

    [Fact]
    public void ManyVariablesOfRandomKernelsAreUniform()
    {
        var shapes = Enumerable.Range(0, 100).SelectMany(seed =>
        {
            var program = RandomKernels.Program(seed, 32, isTogether: true);
            var uniformity = Uniformity.Of(program);
            return program.Locals.Where(l => l.Name!.StartsWith("turn", StringComparison.Ordinal)).Select(l => uniformity.Of(l));
        }).ToList();

        Assert.InRange(shapes.Count(s => s.IsUniform), shapes.Count / 4, shapes.Count - 1);
    }

    [Fact]
    public void SimplifiedKernelsDoTheSame()
    {
        for (var seed = 2000; seed < 2200; seed++)
        {
            var program = RandomKernels.Program(seed, 8, isTogether: true);
            var simple = Simplifier.Simplify(program, []);
            var shape = RandomKernelRun.Shape(seed, 8);
            var options = new KernelOptions { WarpSize = 8 };
            KernelVerifier.Verify(simple);
            var found = RandomKernelRun.Of(simple, InterpreterBackend.Instance, options, shape, seed);
            if (found.DifferenceFrom(RandomKernelRun.Of(program, InterpreterBackend.Instance, options, shape, seed)) is { } difference)
                Assert.Fail($"seed {seed}, {shape}: {difference}\n{KernelText.Of(program)}\n{KernelText.Of(simple)}");
        }
    }

    private sealed class Backend(IInterpreterWatch watch) : IKernelBackend, IPreparedKernel
    {
        public IPreparedKernel Prepare(KernelProgram program, KernelOptions options) => this;

        public string Explain() => "";

        public IBlockRunner CreateRunner(KernelLaunch launch) => new BlockInterpreter(launch, watch);
    }

    private sealed class Watch(Uniformity uniformity) : IInterpreterWatch
    {
        public void Assigned(BinaryExpression node, ulong[] place, ulong active, ulong left)
        {
            if (!uniformity.IsDivergent(node))
                Assert.Equal(left, active);
            if (uniformity.Of((ParameterExpression)node.Left) is not { IsVarying: false } shape)
                return;
            var first = BitOperations.TrailingZeroCount(active);
            for (var lane = 0; lane < place.Length; lane++)
            {
                var expected = shape.Stride == 0 ? place[first] : (uint)((int)place[first] + ((lane - first) * shape.Stride));
                if ((active >> lane & 1) != 0)
                    Assert.Equal(expected, place[lane]);
                place[lane] = expected;
            }
        }

        public void BlockStarts(int block)
        {
        }

        public void Access(Expression node, ArrayPlace place, Type type, int element, int thread, AccessKind kind)
        {
        }

        public void OutOfBounds(Expression node, ArrayPlace place, int index, int column, int length, int thread) => Assert.Fail("out of bounds");

        public void WarpFence(int firstThread, int lanes, ulong active, ulong[]? members, int width)
        {
        }

        public void AbsentLanes(Expression node, int thread, ulong absent, bool isReading)
        {
        }

        public void DivergentBarrier(Expression node, int thread, ulong missing) => Assert.Fail("a barrier in divergent flow");

        public void Barrier(Expression?[] barriers, int[] fallen)
        {
        }
    }
}
