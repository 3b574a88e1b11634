using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>Clears away what lowering leaves behind.</summary>
internal static class Simplifier
{
    public static KernelProgram Simplify(KernelProgram program, Dictionary<Expression, SourceLocation> sources)
    {
        var body = EarlyReturns.Simplify(program.Body, program.Exit, sources);
        body = new CopyPropagation(sources).Visit(body);
        (body, var words) = WordSplitting.Split(body, program.Locals, sources);
        body = new CopyPropagation(sources).Visit(body);
        (body, var left) = DeadVariables.Remove(body, sources);
        body = new Choices(sources).Visit(body);
        return new(program.Name, program.WarpSize, program.Parameters, program.Arrays, [.. program.Locals.Concat(words).Where(left.Contains)], body, program.Exit, sources);
    }
}
