using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>Turns methods into expression trees. Results are kept as long as the method is. Thread-safe.</summary>
internal static class Lifter
{
    private static readonly ConditionalWeakTable<MethodBase, LiftedMethod> Known = [];

    /// <summary>A method as an expression tree that computes the same and fails in the same way.</summary>
    /// <exception cref="LiftingException">The method contains something that has no such form.</exception>
    public static LiftedMethod Lift(MethodBase method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Known.GetValue(method, Translate);
    }

    /// <summary>What a delegate calls, with the object that it closes over as a constant: the parameters are the delegate's.</summary>
    /// <exception cref="LiftingException">The method contains something that has no such form, or there are several.</exception>
    public static LiftedMethod Lift(Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!function.HasSingleTarget)
            throw Refusal.Of(function.Method, "a delegate of several methods", "Lift each by itself");
        var method = Lift(function.Method);
        return function.Target is { } target ? method.Bind(target) : method;
    }

    private static LiftedMethod Translate(MethodBase method)
    {
        try
        {
            return Run(method);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw Refusal.Of(method, "an expression that is nested too deeply for this thread's stack", "Compute parts of it in locals", inner: e);
        }
    }

    private static LiftedMethod Run(MethodBase method)
    {
        if (!Environment.Is64BitProcess)
            throw Refusal.Of(method, "a method in a 32-bit process", "Run it on a 64-bit platform");
        var source = MethodSource.Of(method);
        var graph = ControlFlowGraph.Of(source);
        if (graph.ReturnType is { IsByRef: true } or { IsPointer: true } or { IsFunctionPointer: true })
            throw Refusal.Of(method, "a method that returns a reference or pointer", "Return the value");
        var variables = new VariableTable(source);
        var offsets = new OffsetMap();
        StackMachine.Run(source, graph, variables, offsets);
        FlowSimplifier.Run(graph, variables, offsets);
        var statements = StructuredMethod.Structure(source, graph);
        return new(method, variables.Parameters, Body(statements, variables, graph.ReturnType), offsets, source.Symbols);
    }

    private static Expression Body(List<Expression> statements, VariableTable variables, Type type)
    {
        var counts = new Dictionary<ParameterExpression, int>();
        foreach (var statement in statements)
            Uses.Count(statement, counts);
        var used = variables.All.Where(counts.ContainsKey).ToList();
        return used.Count == 0 && statements.Count == 1 && statements[0].Type == type ? statements[0] : Expression.Block(type, used, statements);
    }
}
