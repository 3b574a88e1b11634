using System.Runtime.CompilerServices;
using Xcs.Kernels.Launching;

namespace Xcs.Kernels;

/// <summary>Launches of kernels as nodes of graphs: <c>Graph.Launch(kernel, shape, x, length)</c> inside a traced function.</summary>
/// <remarks>
/// The blocks are units of the node's wave. The last parameter of the kernel is the <see cref="Buffer{T}"/> that it writes, a new array of zeros;
/// the others are buffers that it reads, which get arrays, or values. Arrays are used where they are, without a copy.
/// </remarks>
public static class KernelGraph
{
    extension(Graph)
    {
        /// <summary>A node that launches a kernel with one input and a result.</summary>
        /// <exception cref="KernelException">An input does not fit its parameter.</exception>
        /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
        public static Traced<TResult[]> Launch<TParameter1, TInput1, TResult>(
            Kernel<Action<TParameter1, Buffer<TResult>>> kernel, Traced<LaunchShape> shape, Traced<TInput1> first, Traced<int> length,
            [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            where TResult : unmanaged
        {
            ArgumentNullException.ThrowIfNull(kernel);
            NodeLaunch<TResult>.Check(kernel.Compiled, new(file, line), typeof(TInput1));
            var start = Graph.Call(Open<TInput1, TResult>, Graph.Constant(kernel.Compiled, file, line), shape, first, length, file, line);
            return Graph.Expand(kernel.Name, new NodeUnits<TResult>(kernel.Compiled), start, new(file, line));
        }

        /// <summary>A node that launches a kernel with two inputs and a result.</summary>
        /// <exception cref="KernelException">An input does not fit its parameter.</exception>
        /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
        public static Traced<TResult[]> Launch<TParameter1, TParameter2, TInput1, TInput2, TResult>(
            Kernel<Action<TParameter1, TParameter2, Buffer<TResult>>> kernel, Traced<LaunchShape> shape, Traced<TInput1> first, Traced<TInput2> second, Traced<int> length,
            [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            where TResult : unmanaged
        {
            ArgumentNullException.ThrowIfNull(kernel);
            NodeLaunch<TResult>.Check(kernel.Compiled, new(file, line), typeof(TInput1), typeof(TInput2));
            var start = Graph.Call(Open<TInput1, TInput2, TResult>, Graph.Constant(kernel.Compiled, file, line), shape, first, second, length, file, line);
            return Graph.Expand(kernel.Name, new NodeUnits<TResult>(kernel.Compiled), start, new(file, line));
        }

        /// <summary>A node that launches a kernel with three inputs and a result.</summary>
        /// <exception cref="KernelException">An input does not fit its parameter.</exception>
        /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
        public static Traced<TResult[]> Launch<TParameter1, TParameter2, TParameter3, TInput1, TInput2, TInput3, TResult>(
            Kernel<Action<TParameter1, TParameter2, TParameter3, Buffer<TResult>>> kernel, Traced<LaunchShape> shape, Traced<TInput1> first, Traced<TInput2> second, Traced<TInput3> third, Traced<int> length,
            [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            where TResult : unmanaged
        {
            ArgumentNullException.ThrowIfNull(kernel);
            NodeLaunch<TResult>.Check(kernel.Compiled, new(file, line), typeof(TInput1), typeof(TInput2), typeof(TInput3));
            var start = Graph.Call(Open<TInput1, TInput2, TInput3, TResult>, Graph.Constant(kernel.Compiled, file, line), shape, first, second, third, length, file, line);
            return Graph.Expand(kernel.Name, new NodeUnits<TResult>(kernel.Compiled), start, new(file, line));
        }

        /// <summary>A node that launches a kernel with four inputs and a result.</summary>
        /// <exception cref="KernelException">An input does not fit its parameter.</exception>
        /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
        public static Traced<TResult[]> Launch<TParameter1, TParameter2, TParameter3, TParameter4, TInput1, TInput2, TInput3, TInput4, TResult>(
            Kernel<Action<TParameter1, TParameter2, TParameter3, TParameter4, Buffer<TResult>>> kernel, Traced<LaunchShape> shape, Traced<TInput1> first, Traced<TInput2> second, Traced<TInput3> third, Traced<TInput4> fourth, Traced<int> length,
            [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            where TResult : unmanaged
        {
            ArgumentNullException.ThrowIfNull(kernel);
            NodeLaunch<TResult>.Check(kernel.Compiled, new(file, line), typeof(TInput1), typeof(TInput2), typeof(TInput3), typeof(TInput4));
            var start = Graph.Call(Open<TInput1, TInput2, TInput3, TInput4, TResult>, Graph.Constant(kernel.Compiled, file, line), shape, first, second, third, fourth, length, file, line);
            return Graph.Expand(kernel.Name, new NodeUnits<TResult>(kernel.Compiled), start, new(file, line));
        }

        /// <summary>A node that launches a kernel with five inputs and a result.</summary>
        /// <exception cref="KernelException">An input does not fit its parameter.</exception>
        /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
        public static Traced<TResult[]> Launch<TParameter1, TParameter2, TParameter3, TParameter4, TParameter5, TInput1, TInput2, TInput3, TInput4, TInput5, TResult>(
            Kernel<Action<TParameter1, TParameter2, TParameter3, TParameter4, TParameter5, Buffer<TResult>>> kernel, Traced<LaunchShape> shape, Traced<TInput1> first, Traced<TInput2> second, Traced<TInput3> third, Traced<TInput4> fourth, Traced<TInput5> fifth, Traced<int> length,
            [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
            where TResult : unmanaged
        {
            ArgumentNullException.ThrowIfNull(kernel);
            NodeLaunch<TResult>.Check(kernel.Compiled, new(file, line), typeof(TInput1), typeof(TInput2), typeof(TInput3), typeof(TInput4), typeof(TInput5));
            var start = Graph.Call(Open<TInput1, TInput2, TInput3, TInput4, TInput5, TResult>, Graph.Constant(kernel.Compiled, file, line), shape, first, second, third, fourth, fifth, length, file, line);
            return Graph.Expand(kernel.Name, new NodeUnits<TResult>(kernel.Compiled), start, new(file, line));
        }
    }

    private static NodeLaunch<TResult> Open<TInput1, TResult>(CompiledKernel kernel, LaunchShape shape, TInput1 first, int length)
        where TResult : unmanaged =>
        NodeLaunch<TResult>.Start(kernel, shape, length).With(0, first);

    private static NodeLaunch<TResult> Open<TInput1, TInput2, TResult>(CompiledKernel kernel, LaunchShape shape, TInput1 first, TInput2 second, int length)
        where TResult : unmanaged =>
        NodeLaunch<TResult>.Start(kernel, shape, length).With(0, first).With(1, second);

    private static NodeLaunch<TResult> Open<TInput1, TInput2, TInput3, TResult>(CompiledKernel kernel, LaunchShape shape, TInput1 first, TInput2 second, TInput3 third, int length)
        where TResult : unmanaged =>
        NodeLaunch<TResult>.Start(kernel, shape, length).With(0, first).With(1, second).With(2, third);

    private static NodeLaunch<TResult> Open<TInput1, TInput2, TInput3, TInput4, TResult>(CompiledKernel kernel, LaunchShape shape, TInput1 first, TInput2 second, TInput3 third, TInput4 fourth, int length)
        where TResult : unmanaged =>
        NodeLaunch<TResult>.Start(kernel, shape, length).With(0, first).With(1, second).With(2, third).With(3, fourth);

    private static NodeLaunch<TResult> Open<TInput1, TInput2, TInput3, TInput4, TInput5, TResult>(CompiledKernel kernel, LaunchShape shape, TInput1 first, TInput2 second, TInput3 third, TInput4 fourth, TInput5 fifth, int length)
        where TResult : unmanaged =>
        NodeLaunch<TResult>.Start(kernel, shape, length).With(0, first).With(1, second).With(2, third).With(3, fourth).With(4, fifth);
}
