using Xcs.Execution;

namespace Xcs.Kernels.Launching;

/// <summary>A launch as a node of a graph: arrays in, an array out.</summary>
/// <param name="Kernel">The kernel; its last parameter is the result.</param>
/// <param name="Launch">The arguments.</param>
/// <param name="Result">What the kernel writes.</param>
internal sealed record NodeLaunch<TResult>(CompiledKernel Kernel, KernelLaunch Launch, TResult[] Result)
    where TResult : unmanaged
{
    /// <summary>Starts a launch with all arguments but the inputs.</summary>
    public static NodeLaunch<TResult> Start(CompiledKernel kernel, LaunchShape shape, int length)
    {
        var launch = kernel.Rent();
        launch.Start(shape, CancellationToken.None);
        var result = length >= 0 ? new TResult[length] : throw kernel.Program.Refuse($"a result of {length} elements", "Give 0 or more.");
        launch.SetPinned(kernel.Program.Parameters.Count - 1, result);
        return new(kernel, launch, result);
    }

    public NodeLaunch<TResult> With<T>(int number, T argument)
    {
        if (argument is Array array)
            Launch.SetPinned(number, array);
        else
            Launch.Set(number, argument);
        return this;
    }

    /// <summary>Refuses inputs that do not fit the parameters, when the graph is made.</summary>
    public static void Check(CompiledKernel kernel, SourceLocation source, params ReadOnlySpan<Type> inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            var parameter = kernel.Program.Parameters[i];
            var wanted = parameter.Array is { IsReadOnly: true, HasRows: false } array ? array.ElementType.MakeArrayType() : parameter.Type;
            if (wanted != inputs[i] || parameter.Array is { IsReadOnly: false } or { HasRows: true })
                throw new KernelException(kernel.Program.Name, $"the parameter {parameter.Name} of type {parameter.Type.Name} gets {inputs[i].Name}",
                    "In a graph a ReadOnlyBuffer<T> gets a T[], a value gets a value, and the last parameter is the Buffer<T> of the result.", source);
        }
    }
}

/// <summary>The blocks of a node's launch as its units.</summary>
internal sealed class NodeUnits<TResult>(CompiledKernel kernel) : IUnitOperator<NodeLaunch<TResult>, IBlockRunner, Unit, TResult[]>, IUnitRuns<NodeLaunch<TResult>, IBlockRunner>
    where TResult : unmanaged
{
    public int Count(NodeLaunch<TResult> input) => kernel.IsOrdered ? 1 : input.Launch.Shape.BlockCount;

    public IBlockRunner CreateScratch(NodeLaunch<TResult> input) => kernel.Prepared.CreateRunner(input.Launch);

    public Unit Execute(NodeLaunch<TResult> input, int unit, IBlockRunner scratch, CancellationToken cancellationToken)
    {
        Execute(input, ref unit, unit + 1, scratch, cancellationToken);
        return default;
    }

    public void Execute(NodeLaunch<TResult> input, ref int unit, int end, IBlockRunner scratch, CancellationToken cancellationToken)
    {
        if (!kernel.IsOrdered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scratch.Run(ref unit, end);
            return;
        }
        for (var block = 0; block < input.Launch.Shape.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scratch.Run(block);
        }
    }

    public TResult[] Merge(NodeLaunch<TResult> input, ReadOnlySpan<Unit> parts)
    {
        input.Launch.Finish();
        input.Kernel.Return(input.Launch);
        return input.Result;
    }
}
