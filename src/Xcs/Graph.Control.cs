using System.Runtime.CompilerServices;
using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Tracing;

namespace Xcs;

// Nodes with sub-graphs: what depends on values cannot be traced by running it.
public static partial class Graph
{
    /// <summary>Runs one of two bodies, the other not at all.</summary>
    /// <param name="test">Decides when the graph runs.</param>
    /// <param name="whenTrue">Traced once into a sub-graph; it may use traced values from outside.</param>
    /// <param name="whenFalse">Traced once into a sub-graph; it may use traced values from outside.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
    public static Traced<TResult> If<TResult>(
        Traced<bool> test, Func<Traced<TResult>> whenTrue, Func<Traced<TResult>> whenFalse, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(whenTrue);
        Tracer.RequireGiven(whenFalse);
        return Select("if", test, [whenTrue, whenFalse], ["then", "else"], new(file, line));
    }

    /// <summary>Runs one of several bodies: that of the index, or the last one where the index is none of theirs.</summary>
    /// <param name="index">Decides when the graph runs; counts from 0.</param>
    /// <param name="cases">At least one; each is traced once into a sub-graph and may use traced values from outside.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">There is no case, or one is null; no function is being traced on this thread, or a value belongs to another trace.</exception>
    public static Traced<TResult> Switch<TResult>(
        Traced<int> index, IReadOnlyList<Func<Traced<TResult>>> cases, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(cases);
        if (cases.Count == 0)
            throw new TracingException("Graph.Switch has no cases", "Give it at least one; the last one serves every index that has none.", source: new(file, line));
        return Select("switch", index, cases, [.. cases.Select((_, k) => k == cases.Count - 1 ? "default" : $"case {k}")], new(file, line));
    }

    /// <summary>Runs a body on its own result for as long as a test holds.</summary>
    /// <param name="initial">The state at the start; the result where the test fails at once.</param>
    /// <param name="test">Traced once; decides before each round.</param>
    /// <param name="body">Traced once; gives the next state.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
    public static Traced<TState> While<TState>(
        Traced<TState> initial, Func<Traced<TState>, Traced<bool>> test, Func<Traced<TState>, Traced<TState>> body, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(test);
        Tracer.RequireGiven(body);
        var node = new ControlNode(Tracer.Require(file, line), new(file, line));
        node.Input(initial);
        var testBody = node.Body("test", tracer => test(tracer.Argument<TState>("state")), parameterCount: 1);
        var loopBody = node.Body("body", tracer => body(tracer.Argument<TState>("state")), parameterCount: 1);
        return node.Close<TState>(inputTypes => new WhileOperator<TState>(testBody, loopBody, inputTypes) { Bodies = node.Graphs, Effects = node.Effects });
    }

    /// <summary>Runs a body over items in order, each time on its result so far.</summary>
    /// <param name="seed">The state before the first item.</param>
    /// <param name="values">The items.</param>
    /// <param name="body">Traced once; gives the next state from the state and an item.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <returns>The state after each item: as many as there are items.</returns>
    /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
    public static Traced<TState[]> Scan<TState, T>(
        Traced<TState> seed, Traced<T[]> values, Func<Traced<TState>, Traced<T>, Traced<TState>> body, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(body);
        var node = new ControlNode(Tracer.Require(file, line), new(file, line));
        node.Input(seed);
        node.Input(values);
        var step = node.Body("body", tracer => body(tracer.Argument<TState>("state"), tracer.Argument<T>("item")), parameterCount: 2);
        return node.Close<TState[]>(inputTypes => new ScanOperator<TState, T>(step, inputTypes) { Bodies = node.Graphs, Effects = node.Effects });
    }

    /// <summary>Runs a body on every item. Items are independent: they may run at the same time and in any order, unless the body has effects.</summary>
    /// <param name="values">The items; how many, is known only when the graph runs.</param>
    /// <param name="body">Traced once into a sub-graph; it may use traced values from outside.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <returns>The results in the order of the items.</returns>
    /// <remarks>If items fail, the exception of the first in order surfaces.</remarks>
    /// <exception cref="TracingException">No function is being traced on this thread, or a value belongs to another trace.</exception>
    public static Traced<TResult[]> Map<T, TResult>(
        Traced<T[]> values, Func<Traced<T>, Traced<TResult>> body, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(body);
        var node = new ControlNode(Tracer.Require(file, line), new(file, line));
        node.Input(values);
        var item = node.Body("body", tracer => body(tracer.Argument<T>("item")), parameterCount: 1);
        return node.Close<TResult[]>(inputTypes => new MapOperator<T, TResult>(item, inputTypes) { Bodies = node.Graphs, Effects = node.Effects });
    }

    /// <summary>Combines all items into one, in an order that depends on their number alone: the same bits for every number of workers.</summary>
    /// <param name="values">At least one item; with none the node throws <see cref="InvalidOperationException"/>.</param>
    /// <param name="combine">Associative, or nearly so: it is applied to neighbours, block by block and then pairwise.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">No function is being traced on this thread, or the value belongs to another trace.</exception>
    public static Traced<T> Reduce<T>(Traced<T[]> values, Func<T, T, T> combine, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(combine);
        OperatorFacts.RequireFree(combine.Method, "Graph.Reduce");
        return Expand("reduce", new PairwiseReduction<T>(combine), values, new(file, line));
    }

    /// <summary>Makes a node that expands into many units when the graph runs.</summary>
    /// <param name="units">Says how many units there are, runs them and merges their parts.</param>
    /// <param name="input">The input of the node.</param>
    /// <param name="file">The caller's file, filled in by the compiler.</param>
    /// <param name="line">The caller's line, filled in by the compiler.</param>
    /// <exception cref="TracingException">No function is being traced on this thread, or the value belongs to another trace.</exception>
    public static Traced<TResult> Expand<TInput, TScratch, TPart, TResult>(
        IUnitOperator<TInput, TScratch, TPart, TResult> units, Traced<TInput> input, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Tracer.RequireGiven(units);
        return Expand(TypeNames.Of(units.GetType()), units, input, new(file, line));
    }

    internal static Traced<TResult> Expand<TInput, TScratch, TPart, TResult>(
        string name, IUnitOperator<TInput, TScratch, TPart, TResult> units, Traced<TInput> input, SourceLocation source)
    {
        var tracer = Tracer.Require(source.File, source.Line);
        return tracer.Add<TResult>(new UnitsOperator<TInput, TScratch, TPart, TResult>(name, units), [tracer.Resolve(input)], source);
    }

    private static Traced<TResult> Select<TSelector, TResult>(
        string name, Traced<TSelector> selector, IReadOnlyList<Func<Traced<TResult>>> cases, string[] names, SourceLocation source)
    {
        var node = new ControlNode(Tracer.Require(source.File, source.Line), source);
        node.Input(selector);
        var bodies = new Body[cases.Count];
        for (var k = 0; k < bodies.Length; k++)
        {
            var function = cases[k] ?? throw new TracingException($"case {k} of Graph.Switch is null", "Give a function for each case.", source: source);
            bodies[k] = node.Body(names[k], _ => function(), parameterCount: 0);
        }

        return node.Close<TResult>(inputTypes =>
            new SwitchOperator<TResult>(name, typeof(TSelector), bodies, inputTypes) { Bodies = node.Graphs, Effects = node.Effects });
    }
}
