using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>
/// What is known about a program before it runs: which values are the same for all lanes of a warp that are active together, and which statements
/// may run for a part of the lanes only. All of it errs on the side of varying.
/// </summary>
/// <remarks>
/// A variable may be kept once for a whole warp where it is uniform, although it is assigned under a mask: then no lane that was not active reads
/// it before all lanes that read it have assigned it together.
/// </remarks>
internal sealed class Uniformity
{
    private readonly Dictionary<ParameterExpression, LaneShape> _variables = [];
    private readonly HashSet<Expression> _divergent = new(ReferenceEqualityComparer.Instance);
    private readonly bool _hasWholeRows;
    private readonly int _warpSize;

    private Uniformity(KernelProgram program, bool hasWholeRows) => (_warpSize, _hasWholeRows) = (program.WarpSize, hasWholeRows);

    /// <summary>Analyses a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="hasWholeRows">
    /// Whether blocks have one row only, or rows that are multiples of the warp: then X grows with the lane, and Y and Z are uniform.
    /// </param>
    public static Uniformity Of(KernelProgram program, bool hasWholeRows = true)
    {
        var result = new Uniformity(program, hasWholeRows);
        bool hasChanged;
        do
            hasChanged = new UniformityWalk(result).Run(program);
        while (hasChanged);
        return result;
    }

    /// <summary>The shape of a variable at every place that reads it.</summary>
    public LaneShape Of(ParameterExpression variable) => _variables.GetValueOrDefault(variable);

    /// <summary>The shape of an expression, or of what a statement such as an atomic gives.</summary>
    public LaneShape Of(Expression node) => Of(node, Of);

    /// <summary>
    /// Whether a statement may run when lanes of the warp that have not returned are not active. A barrier where this is false is one that all of
    /// them reach together.
    /// </summary>
    public bool IsDivergent(Expression statement) => _divergent.Contains(statement);

    internal LaneShape Of(Expression node, Func<ParameterExpression, LaneShape> variables)
    {
        LaneShape Shape(Expression inner) => Of(inner, variables);
        LaneShape All(IEnumerable<Expression> operands) => operands.All(o => Shape(o).IsUniform) ? LaneShape.Uniform : LaneShape.Varying;
        switch (node)
        {
            case ConstantExpression or ArrayLength or BlockBarrier:
                return LaneShape.Uniform;
            case ParameterExpression variable:
                return variables(variable);
            case ThreadValue value:
                return Of(value.Kind);
            case UnaryExpression { NodeType: ExpressionType.Negate } negation when Shape(negation.Operand) is { IsVarying: false, Stride: var stride } && negation.Type == typeof(int):
                return LaneShape.Affine(unchecked(-stride));
            case UnaryExpression { NodeType: ExpressionType.Convert } cast when Is32(cast.Type) && Is32(cast.Operand.Type):
                return Shape(cast.Operand);
            case UnaryExpression unary:
                return All([unary.Operand]);
            case BinaryExpression binary:
                return LaneShape.Of(binary, Shape(binary.Left), Shape(binary.Right));
            case ConditionalExpression choice:
                return Shape(choice.Test).IsUniform ? Shape(choice.IfTrue).Join(Shape(choice.IfFalse)) : LaneShape.Varying;
            case MethodCallExpression call:
                return All(call.Arguments);
            case ArrayLoad load:
                return load.Place.Array.Space == MemorySpace.Local ? LaneShape.Varying : All(load.Operands);
            case WarpOperation operation:
                return Of(operation, Shape);
            default:
                return LaneShape.Varying;
        }
    }

    internal bool Raise(ParameterExpression variable, LaneShape shape)
    {
        var known = _variables.TryGetValue(variable, out var old);
        var joined = known ? old.Join(shape) : shape;
        _variables[variable] = joined;
        return !known || joined != old;
    }

    internal bool IsKnown(ParameterExpression variable) => _variables.ContainsKey(variable);

    internal bool Mark(Expression statement) => _divergent.Add(statement);

    private static bool Is32(Type type) => type == typeof(int) || type == typeof(uint);

    private LaneShape Of(ThreadValueKind kind) => kind switch
    {
        ThreadValueKind.Lane or ThreadValueKind.LinearThread => LaneShape.Affine(1),
        ThreadValueKind.ThreadX => _hasWholeRows ? LaneShape.Affine(1) : LaneShape.Varying,
        ThreadValueKind.ThreadY or ThreadValueKind.ThreadZ => _hasWholeRows ? LaneShape.Uniform : LaneShape.Varying,
        _ => LaneShape.Uniform,
    };

    // Where the whole warp works together all lanes get the same, whatever they give; where it does not, or a source may be away, what they give must be the same.
    private LaneShape Of(WarpOperation operation, Func<Expression, LaneShape> shape)
    {
        var isWhole = operation.Width == _warpSize && (operation.Members is null || shape(operation.Members).IsUniform);
        var isSame = operation.IsShuffle ? shape(operation.Value!).IsUniform : isWhole && (operation.Kind != WarpKind.MatchAny || shape(operation.Value!).IsUniform);
        return isSame ? LaneShape.Uniform : LaneShape.Varying;
    }
}
