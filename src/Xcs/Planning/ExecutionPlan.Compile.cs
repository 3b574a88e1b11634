namespace Xcs;

public sealed partial class ExecutionPlan
{
    /// <summary>Makes the graph ready to run.</summary>
    /// <param name="options">How to compile and run; the defaults where it is null.</param>
    /// <exception cref="OptionsException">An option has a value that it cannot have, or names an operator that the graph does not have.</exception>
    public CompiledGraph Compile(JitOptions? options = null) => new(JitCache.Make(this, options));
}
