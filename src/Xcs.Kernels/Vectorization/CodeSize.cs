using System.Linq.Expressions;

namespace Xcs.Kernels.Vectorization;

/// <summary>How large code is, by what the JIT looks at when it decides whether to optimise.</summary>
/// <param name="Variables">The number of variables.</param>
/// <param name="Uses">How often variables are read or written.</param>
internal readonly record struct CodeSize(int Variables, int Uses)
{
    // dotnet/runtime, src/coreclr/jit/compiler.h: DEFAULT_MIN_OPTS_LV_NUM_COUNT and DEFAULT_MIN_OPTS_LV_REF_COUNT.
    public const int MostUses = 8000;
    private const int MostVariables = 2000;

    /// <summary>Whether the JIT gives up optimising.</summary>
    public bool IsTooLarge => Exceeds(MostUses);

    public bool Exceeds(int mostUses) => Variables > MostVariables || Uses > mostUses;

    public static CodeSize Of(IEnumerable<Expression> code)
    {
        var counter = new Counter();
        foreach (var statement in code)
            counter.Visit(statement);
        return new(counter.Variables.Count, counter.Uses);
    }

    private sealed class Counter : ExpressionVisitor
    {
        public HashSet<ParameterExpression> Variables { get; } = [];

        public int Uses { get; private set; }

        protected override Expression VisitExtension(Expression node) => node;

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Uses++;
            Variables.Add(node);
            return node;
        }
    }
}
