namespace Xcs.Extensions;

/// <summary>What a host says about Xcs: made for configuration, such as <c>"Xcs": { "Mode": "Eager", "Pool": { "Workers": 4 } }</c>.</summary>
public sealed class XcsOptions
{
    /// <summary>How runs use their workers.</summary>
    public ExecutionMode Mode { get; set; } = ExecutionMode.Auto;

    /// <summary>When graphs are compiled.</summary>
    public CompilationMode Compilation { get; set; } = CompilationMode.Tiered;

    /// <summary>The pool of the host. Read once, when the pool is made.</summary>
    public WorkerPoolOptions Pool { get; set; } = new();

    internal JitOptions ToJitOptions() => new() { Mode = Mode, Compilation = Compilation };
}
