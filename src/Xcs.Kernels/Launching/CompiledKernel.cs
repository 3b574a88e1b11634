using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xcs.Kernels.Interpretation;
using Xcs.Kernels.Programs;
using Xcs.Kernels.Sanitizing;

namespace Xcs.Kernels.Launching;

/// <summary>A program prepared by a back end, as a graph of one node whose units are the blocks of a launch. Thread-safe.</summary>
internal sealed class CompiledKernel
{
    // By method, as long as somebody has it, and by the options that say what is compiled. What says how it is launched may hold much, and is not kept.
    private static readonly ConditionalWeakTable<MethodInfo, ConcurrentDictionary<KernelOptions, CompiledKernel>> Known = [];

    private readonly ConcurrentBag<KernelLaunch> _resting = [];
    private readonly JitFunction<KernelLaunch, Unit> _run;

    public CompiledKernel(KernelProgram program, KernelOptions options, IKernelBackend backend)
        : this(program, options, backend.Prepare(program, options))
    {
    }

    private CompiledKernel(KernelProgram program, KernelOptions options, IPreparedKernel prepared)
    {
        Program = program;
        Options = options;
        Prepared = prepared;
        Units = new(Prepared);
        _run = Graph.Jit((Traced<KernelLaunch> launch) => Graph.Expand(program.Name, Units, launch, program.SourceOf(program.Body)), new JitOptions
        {
            Mode = IsOrdered ? ExecutionMode.Sequential : ExecutionMode.Eager,
            Compilation = CompilationMode.Interpreted,
            Pool = options.Pool,
            Progress = options.Progress,
            Trace = options.Trace,
        });
    }

    public KernelProgram Program { get; }

    public KernelOptions Options { get; }

    public IPreparedKernel Prepared { get; }

    public BlockUnits Units { get; }

    /// <summary>Whether blocks run one after the other.</summary>
    public bool IsOrdered => Options.Sanitize || Options.DeterministicAtomics && AtomicOrder.Matters(Program);

    public static CompiledKernel Of(MethodInfo method, KernelOptions options)
    {
        options.Validate();
        var code = options with { Pool = null, Progress = null, Trace = null };
        var known = Known.GetValue(method, static _ => []).GetOrAdd(code, static (code, method) => new(KernelProgram.Of(method, code.WarpSize), code, BackendOf(code)), method);
        return options == code ? known : new(known.Program, options, known.Prepared);
    }

    public KernelLaunch Rent() => _resting.TryTake(out var launch) ? launch : new(Program);

    public void Return(KernelLaunch launch)
    {
        launch.Rest();
        _resting.Add(launch);
    }

    public void Run(KernelLaunch launch)
    {
        launch.CancellationToken.ThrowIfCancellationRequested();
        _run.Invoke(launch);
    }

    private static IKernelBackend BackendOf(KernelOptions options) => options switch
    {
        { Sanitize: true } => new SanitizerBackend(),
        { Backend: KernelBackend.Interpreter } => InterpreterBackend.Instance,
        _ => Vectorization.SimdBackend.Instance,
    };
}
