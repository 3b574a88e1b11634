using System.Linq.Expressions;
using Xcs.Kernels.Programs;

namespace Xcs.Kernels.Vectorization;

/// <summary>Finds what says which elements of arrays are meant.</summary>
internal sealed class Indices : ExpressionVisitor
{
    private readonly List<Expression> _operands = [];
    private readonly List<(ParameterExpression Variable, Expression Value)> _assignments = [];

    private Indices()
    {
    }

    /// <summary>The indices in a tree.</summary>
    public static IReadOnlyList<Expression> In(Expression tree)
    {
        var search = new Indices();
        search.Visit(tree);
        return search._operands;
    }

    /// <summary>The variables that are assigned once, and are or go into an index.</summary>
    public static IReadOnlySet<ParameterExpression> VariablesOf(KernelProgram program)
    {
        var search = new Indices();
        search.Visit(program.Body);
        var given = program.Parameters.SelectMany(p => p.Values).Select(v => v.Variable);
        var values = search._assignments.GroupBy(a => a.Variable).Where(g => g.Count() == 1).Select(g => g.Single()).ExceptBy(given, a => a.Variable).ToDictionary(a => a.Variable, a => a.Value);
        var used = new HashSet<ParameterExpression>();
        var next = new Stack<Expression>(search._operands);
        while (next.TryPop(out var node))
            foreach (var variable in NodeSearch.All(node, static part => part is ParameterExpression).Cast<ParameterExpression>())
                if (values.TryGetValue(variable, out var value) && used.Add(variable))
                    next.Push(value);
        return used;
    }

    public override Expression? Visit(Expression? node)
    {
        if (PlaceOf(node) is { } place)
            _operands.AddRange(place.Operands);
        return base.Visit(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
            _assignments.Add((variable, node.Right));
        return base.VisitBinary(node);
    }

    private static ArrayPlace? PlaceOf(Expression? node) => node switch
    {
        ArrayLoad load => load.Place,
        ArrayStore store => store.Place,
        ArrayAtomic atomic => atomic.Place,
        _ => null,
    };
}
