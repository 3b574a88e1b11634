using System.Linq.Expressions;
namespace Xcs.Tracing;
internal static class ExpressionTracer { public static DataflowGraph Trace(LambdaExpression lambda, string? name = null) => throw new TracingException($"{lambda}{name}", ""); }
