using System.Collections.Concurrent;
using Xcs.Kernels.Launching;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>A kernel as compiled code. Versions for whole and for partial warps and for kinds of shapes are made when a launch needs them. Thread-safe.</summary>
internal sealed class SimdKernel(KernelProgram program, KernelOptions options) : IPreparedKernel
{
    private readonly LaneLayout _layout = new(program.WarpSize, LaneLayout.BitsOf(options.Width));
    private readonly ConcurrentDictionary<WarpVersion, Lazy<CompiledWarps>> _versions = [];
    private readonly ConcurrentBag<SimdRunner> _runners = [];

    public KernelProgram Program => program;

    public SiteTable Sites { get; } = new();

    public bool HasBarriers { get; } = NodeSearch.HasBarrier(program.Body);

    public string Explain()
    {
        var version = Version(new(true, true, HasBarriers));
        var functions = version.Functions > 1 ? $", in {version.Functions} functions" : "";
        var limit = version.Size.IsTooLarge ? $"\nthe JIT does not optimise code with {version.Size.Variables} variables that are used {version.Size.Uses} times: split the kernel" : "";
        return $"{program.Name}: compiled to vectors of {_layout.Bits} bits, warps of {program.WarpSize}{functions}{(options.Unchecked ? ", indices are not checked" : "")}{limit}";
    }

    public IBlockRunner CreateRunner(KernelLaunch launch)
    {
        if (!_runners.TryTake(out var runner))
            runner = new(this);
        runner.Start(launch);
        launch.Lend(runner);
        return runner;
    }

    /// <summary>Keeps a runner for a later launch.</summary>
    public void Return(SimdRunner runner) => _runners.Add(runner);

    public CompiledWarps Version(WarpVersion version) =>
        _versions.GetOrAdd(version, key => new(() => WarpCompiler.Compile(program, key, _layout, options, Sites))).Value;
}
