using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Tests.Conformance;

/// <summary>
/// Runs a program of <see cref="RandomKernels"/> in which threads do nothing together as what it is without warps: a function that .NET compiles,
/// called once for each thread.
/// </summary>
internal sealed class ThreadAlone : ExpressionVisitor
{
    private readonly ParameterExpression _block = Expression.Parameter(typeof(int));
    private readonly ParameterExpression _thread = Expression.Parameter(typeof(int));
    private readonly ParameterExpression _size = Expression.Parameter(typeof(int));
    private readonly ParameterExpression[] _arrays =
    [
        Expression.Parameter(typeof(int[])), Expression.Parameter(typeof(float[])), Expression.Parameter(typeof(int[])), Expression.Parameter(typeof(float[])),
    ];
    private readonly int _warpSize;

    private ThreadAlone(int warpSize) => _warpSize = warpSize;

    public static RandomKernelRun Run(KernelProgram program, LaunchShape shape, int seed)
    {
        var threads = shape.BlockCount * shape.ThreadCount;
        var (ints, floats, n) = RandomKernelRun.Inputs(threads, seed);
        var intsOut = new int[threads * RandomKernels.IntsOut];
        var floatsOut = new float[threads * RandomKernels.FloatsOut];
        var alone = new ThreadAlone(program.WarpSize);
        var body = Expression.Block(typeof(void), program.Locals.Concat(program.Parameters.SelectMany(p => p.Values).Select(v => v.Variable)),
            Expression.Assign(program.Parameters[5].Values[0].Variable, Expression.Constant(n)), alone.Visit(program.Body), Expression.Label(program.Exit));
        var function = Expression.Lambda<Action<int, int, int, int[], float[], int[], float[]>>(body, [alone._block, alone._thread, alone._size, .. alone._arrays]).Compile();
        for (var block = 0; block < shape.BlockCount; block++)
            for (var thread = 0; thread < shape.ThreadCount; thread++)
                function(block, thread, shape.ThreadCount, ints, floats, intsOut, floatsOut);
        return new(intsOut, floatsOut, new int[RandomKernels.Counters]);
    }

    // A function means what the language defines.
    protected override Expression VisitMethodCall(MethodCallExpression node) => Expression.Call(VectorFunctions.Definition(node.Method), Visit(node.Arguments));

    protected override Expression VisitExtension(Expression node) => node switch
    {
        ThreadValue { Kind: ThreadValueKind.LinearThread } => _thread,
        ThreadValue { Kind: ThreadValueKind.Lane } => Expression.Modulo(_thread, Expression.Constant(_warpSize)),
        ThreadValue { Kind: ThreadValueKind.BlockX } => _block,
        ThreadValue { Kind: ThreadValueKind.BlockDimX } => _size,
        ArrayLoad load => Expression.ArrayAccess(_arrays[load.Place.Array.Number], Visit(load.Place.Index)),
        ArrayStore store => Expression.Assign(Expression.ArrayAccess(_arrays[store.Place.Array.Number], Visit(store.Place.Index)), Visit(store.Value)),
        _ => throw new NotSupportedException(node.ToString()),
    };
}
