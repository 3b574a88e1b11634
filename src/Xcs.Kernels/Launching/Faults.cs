using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Launching;

/// <summary>Makes the exceptions of threads that fail. All back ends use these, so that they say the same.</summary>
internal static class Faults
{
    /// <param name="launch">The launch.</param>
    /// <param name="node">What failed.</param>
    /// <param name="block">The number of the block.</param>
    /// <param name="thread">The number of the thread in its block.</param>
    /// <param name="rule">What does not hold.</param>
    /// <param name="mend">What to do about it.</param>
    /// <param name="inner">What the runtime threw.</param>
    public static KernelException Of(KernelLaunch launch, Expression node, int block, int thread, string rule, string mend, Exception? inner = null) =>
        new(launch.Program.Name, rule, mend, launch.Program.SourceOf(node), launch.Shape.Blocks.PlaceOf(block), launch.Shape.Threads.PlaceOf(thread), inner);

    public static KernelException OutOfBounds(KernelLaunch launch, Expression node, KernelArray array, int block, int thread, int index, int column, int length, int columns) =>
        Of(launch, node, block, thread, OutOfBoundsRule(array, index, column, length, columns), OutOfBoundsMend);

    public const string OutOfBoundsMend = "Test the index before.";

    public static string OutOfBoundsRule(KernelArray array, int index, int column, int length, int columns) => array.HasRows
        ? $"{array.Name}[{index}, {column}] is out of range: it has {(columns == 0 ? 0 : length / columns)} rows of {columns}"
        : $"{array.Name}[{index}] is out of range: it has {length} elements";
}
