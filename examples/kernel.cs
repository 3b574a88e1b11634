#:project ../src/Xcs.Kernels/Xcs.Kernels.csproj

//   block 0 ─► 8 warps: 32 lanes each add up by shuffles ─► sums[0] ─┐
//   block 1 ─► 8 warps: 32 lanes each add up by shuffles ─► sums[1] ─┼─► total
//   …                                                                ─┘
//
// A GPU kernel in C#, with CUDA's threads, warps and shared memory, runs in vector registers; its blocks share the pool with the graph.
//
// prints: alone 500000500000, in a graph 500000500000

using Xcs;
using Xcs.Kernels;

static void BlockSum(ReadOnlyBuffer<long> x, Buffer<long> sums)
{
    var partial = Shared.Array<long>(32);
    var value = Gpu.GlobalIndex < x.Length ? x[Gpu.GlobalIndex] : 0;
    for (var delta = Warp.Size / 2; delta > 0; delta /= 2)
        value += Warp.ShuffleDown(value, delta);
    if (Warp.Lane == 0)
        partial[Warp.Index] = value;
    Gpu.SyncThreads();
    if (Gpu.ThreadIdx.X != 0)
        return;
    for (var warp = 1; warp < Gpu.BlockDim.X / Warp.Size; warp++)
        value += partial[warp];
    sums[Gpu.BlockIdx.X] = value;
}

var numbers = Enumerable.Range(1, 1_000_000).Select(n => (long)n).ToArray();
var shape = new LaunchShape(blocks: (numbers.Length + 255) / 256, threads: 256);
var blockSum = Kernel.Compile(BlockSum);

using var x = new ReadOnlyBuffer<long>(numbers);
using var sums = new Buffer<long>(shape.Blocks.X);
blockSum.Launch(shape, x, sums);

var total = Graph.Jit((Traced<long[]> given) => Graph.Launch(blockSum, shape, given, shape.Blocks.X).Then(partial => partial.Sum()));

Console.WriteLine($"alone {sums.AsSpan().ToArray().Sum()}, in a graph {total.Invoke(numbers)}");
