using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xcs.Dataflow;
using Xcs.Lifting;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

/// <summary>Turns an ordinary method, given as a delegate, into a graph: its IL becomes an expression tree, and that a graph.</summary>
internal static class MethodTracer
{
    /// <exception cref="TracingException">The delegate cannot be a graph.</exception>
    /// <exception cref="LiftingException">The method holds something that has no form as an expression tree.</exception>
    public static DataflowGraph Trace(Delegate function)
    {
        FunctionTracer.RequireFunction(function);
        var method = function.Method;
        var name = OperatorFacts.ReadableName(method);
        Check(function, method, name);
        var lifted = Lifter.Lift(method);
        var isBound = lifted.Parameters.Count > function.GetType().GetMethod("Invoke")!.GetParameters().Length;
        return LiftedTracer.Trace(lifted, name, isBound ? function : null) ?? AsItIs(function, name);
    }

    private static void Check(Delegate function, MethodInfo method, string name)
    {
        if (!function.HasSingleTarget)
            throw new TracingException("the delegate calls several methods", "Give Graph.Jit one method.", name);
        if (method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
        {
            throw new TracingException("an async method is an operator, not a function that becomes a graph",
                "Write it without async, with Graph.Await(task) in the place of await, or call it from a function that is given to Graph.Jit.", name);
        }

        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType.IsByRef)
                throw new TracingException($"parameter {parameter.Name} is passed by reference, and a value of a graph never changes", "Take the value, and return the new one.", name);
            if (!ExpressionCalls.IsStorable(parameter.ParameterType))
                throw new TracingException($"parameter {parameter.Name} of type {TypeNames.Of(parameter.ParameterType)} cannot be a value of a graph", "Take an array, or the value itself.", name);
        }
    }

    /// <summary>A function without calls that are worth running beside others: one node that runs it.</summary>
    private static DataflowGraph AsItIs(Delegate function, string name)
    {
        var invoke = function.GetType().GetMethod("Invoke")!;
        ParameterExpression[] parameters = [.. invoke.GetParameters().Zip(function.Method.GetParameters().TakeLast(invoke.GetParameters().Length), static (parameter, named) => Expression.Parameter(parameter.ParameterType, named.Name))];
        var call = Expression.Invoke(Expression.Constant(function), parameters);
        return new ExpressionFlattener(name, new ExpressionContext()).TraceWhole(parameters, call, name);
    }
}
