using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>
/// Makes pairs of words of one expression. Its leaves, numbers of 32 bits, are evaluated as often as before and, if they may fail, in the same order:
/// otherwise the pair is of no use.
/// </summary>
internal sealed class WordPairBuilder(WordSplitting splitting)
{
    private readonly List<Expression> _leaves = [];

    /// <summary>The words of an integer of 64 bits; null if it cannot be split.</summary>
    /// <param name="node">The integer.</param>
    /// <param name="mayCross">Whether shifts may carry bits from one word into the other, which costs more than it gains if both are wanted.</param>
    public WordPair? Of(Expression node, bool mayCross)
    {
        WordPair? Inner(Expression inner) => Of(inner, mayCross);
        switch (node)
        {
            case ConstantExpression constant:
                return WordPair.Of(constant.Value is long number ? unchecked((ulong)number) : (ulong)constant.Value!);
            case ParameterExpression variable:
                return splitting.WordsOf(variable);
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } cast when Products.IsWide(cast.Operand.Type):
                return Inner(cast.Operand);
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } cast when cast.Operand.Type == typeof(int) || cast.Operand.Type == typeof(uint) || cast.Operand.Type == typeof(byte):
                return WordPair.Extended(Leaf(cast.Operand));
            case UnaryExpression { NodeType: ExpressionType.Not or ExpressionType.OnesComplement } inverse:
                return Inner(inverse.Operand)?.Complement();
            case BinaryExpression { NodeType: ExpressionType.And or ExpressionType.Or or ExpressionType.ExclusiveOr } logic:
                return Inner(logic.Left) is { } left && Inner(logic.Right) is { } right ? left.With(logic.NodeType, right) : null;
            case BinaryExpression { NodeType: ExpressionType.LeftShift or ExpressionType.RightShift, Right: ConstantExpression { Value: int count } } shift:
                return Inner(shift.Left) is { } shifted ? Shifted(shift, shifted, count & 63, mayCross) : null;
            case BinaryExpression { NodeType: ExpressionType.Multiply } product when Products.Factors(product) is { } factor:
                return Inner(product.Left) is { } x && Inner(product.Right) is { } y ? WordPair.Product(WordPair.As(x.Low, factor), WordPair.As(y.Low, factor)) : null;
            case MethodCallExpression { Method: { Name: nameof(Math.BigMul), DeclaringType: var owner } } product when owner == typeof(Math) && product.Arguments is [{ Type: var type }, _] && (type == typeof(int) || type == typeof(uint)):
                return WordPair.Product(Leaf(product.Arguments[0]), Leaf(product.Arguments[1]));
            default:
                return null;
        }
    }

    /// <summary>Whether one word has all leaves that may fail, in their order, and none twice that would take time.</summary>
    public bool IsKept(Expression word)
    {
        var found = NodeSearch.All(word, node => _leaves.Contains(node) && !IsSimple(node));
        return found.Distinct().Count() == found.Count && found.Where(leaf => !Conditionals.IsSafe(leaf)).SequenceEqual(_leaves.Where(leaf => !Conditionals.IsSafe(leaf)));
    }

    /// <summary>The words with variables for leaves that may fail or are used twice.</summary>
    public WordPair Spill(WordPair words, Action<ParameterExpression, Expression> assign)
    {
        var found = NodeSearch.All(words.Low, _leaves.Contains).Concat(NodeSearch.All(words.High, _leaves.Contains)).ToList();
        var names = new Dictionary<Expression, Expression>();
        foreach (var leaf in _leaves.Where(leaf => !IsSimple(leaf) && !names.ContainsKey(leaf)))
            if (!Conditionals.IsSafe(leaf) || found.Count(other => other == leaf) > 1)
            {
                var name = Expression.Variable(leaf.Type, "word");
                assign(name, leaf);
                names.Add(leaf, name);
            }
        var renaming = new Renaming(names);
        return new(renaming.Visit(words.Low)!, renaming.Visit(words.High)!);
    }

    private static WordPair? Shifted(BinaryExpression shift, WordPair words, int count, bool mayCross)
    {
        var isLeft = shift.NodeType == ExpressionType.LeftShift;
        if (count is > 0 and < 32 && !mayCross && !words.HasNoHigh && !words.HasNoLow)
            return null;
        return isLeft ? words.ShiftedLeft(count) : words.ShiftedRight(count, shift.Type == typeof(long));
    }

    private static bool IsSimple(Expression leaf) => leaf is ConstantExpression or ParameterExpression or ThreadValue or ArrayLength;

    private Expression Leaf(Expression node)
    {
        var leaf = splitting.Visit(node);
        _leaves.Add(leaf);
        return leaf;
    }

    private sealed class Renaming(Dictionary<Expression, Expression> names) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node is not null && names.TryGetValue(node, out var name) ? name : base.Visit(node);
    }
}
