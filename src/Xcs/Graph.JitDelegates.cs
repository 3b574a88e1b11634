using Xcs.Tracing;

namespace Xcs;

// Methods, local functions and delegates of any type: what goes in comes back, faster.
public static partial class Graph
{
    /// <summary>
    /// Turns an ordinary function into a graph, now, and gives a delegate of the same type that runs it in parallel: same result, same
    /// exception, same visible effects in the same order. <see cref="Explain"/> says what became of it.
    /// </summary>
    /// <param name="function">A method, a local function or a delegate; what it captures is read when it runs.</param>
    /// <param name="options">How to compile and run; the defaults where it is null.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="LiftingException">The method holds something that cannot be a graph; the message names the place, the rule and the mend.</exception>
    /// <exception cref="TracingException">It is async, takes an argument by reference, or is several methods.</exception>
    /// <exception cref="OptionsException">An option has a value that it cannot have.</exception>
    public static TDelegate Jit<TDelegate>(TDelegate function, JitOptions? options = null)
        where TDelegate : Delegate =>
        JitDelegate.Of(function, JitCache.Get(function, options, MethodTracer.Trace));

    /// <summary>The graph of an ordinary function, without compiling it.</summary>
    /// <inheritdoc cref="Jit{TDelegate}(TDelegate, JitOptions)" path="/param[@name='function']|/exception"/>
    public static DataflowGraph Trace<TDelegate>(TDelegate function)
        where TDelegate : Delegate =>
        MethodTracer.Trace(function);

    /// <summary>What was done to a function that <see cref="Jit{TDelegate}(TDelegate, JitOptions)"/> gave, and why it runs as it does.</summary>
    /// <exception cref="ArgumentException">The delegate does not come from there.</exception>
    public static string Explain(Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return JitDelegate.ExecutorOf(function)?.Explain()
            ?? throw new ArgumentException("The delegate does not come from Graph.Jit. Give what Graph.Jit returned.", nameof(function));
    }
}
