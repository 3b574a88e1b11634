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
        var used = new Variables();
        foreach (var operand in search._operands)
            used.Visit(operand);
        int count;
        do
        {
            count = used.Found.Count;
            foreach (var (variable, value) in search._assignments)
                if (used.Found.Contains(variable))
                    used.Visit(value);
        }
        while (used.Found.Count > count);
        used.Found.ExceptWith(search._assignments.GroupBy(a => a.Variable).Where(g => g.Count() > 1).Select(g => g.Key));
        used.Found.ExceptWith(program.Parameters.SelectMany(p => p.Values).Select(v => v.Variable));
        return used.Found;
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

    private sealed class Variables : ExpressionVisitor
    {
        public HashSet<ParameterExpression> Found { get; } = [];

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found.Add(node);
            return node;
        }
    }
}
