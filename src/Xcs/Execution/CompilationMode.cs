namespace Xcs;

/// <summary>When a graph is compiled. The result, and the exception, are the same in every mode.</summary>
public enum CompilationMode
{
    /// <summary>The first runs call the operators directly and measure them; a hot graph is compiled in the background.</summary>
    Tiered,

    /// <summary>Compiled before the first run, on the thread that makes the function.</summary>
    Immediate,

    /// <summary>Never compiled: nodes are run one by one by an interpreter. What happens everywhere where code cannot be generated.</summary>
    Interpreted,
}
