using System.Linq.Expressions;

namespace Xcs.Kernels.Programs;

/// <summary>
/// Integers of 64 bits of which only words of 32 are asked for become pairs of words: what is made of numbers of 32 bits by conversions, products, logic
/// and shifts by constants, and read as <c>(uint)x</c> or <c>(uint)(x >> 32)</c>. Registers hold twice as many words, and multiply them in a third of the
/// time. A variable is split if all that is assigned to it and all that reads it allow it.
/// </summary>
internal sealed class WordSplitting : ProgramRewriter
{
    private readonly Dictionary<Expression, SourceLocation> _sources;
    private readonly Dictionary<ParameterExpression, (ParameterExpression Low, ParameterExpression High)> _words;
    private readonly HashSet<ParameterExpression> _refused = [];
    private readonly List<ParameterExpression> _temporaries = [];

    private WordSplitting(IEnumerable<ParameterExpression> variables, Dictionary<Expression, SourceLocation> sources)
        : base(sources)
    {
        _sources = sources;
        _words = variables.ToDictionary(v => v, v => (Expression.Variable(typeof(uint), $"{v.Name}.low"), Expression.Variable(typeof(uint), $"{v.Name}.high")));
    }

    /// <returns>The body, and the variables that are new.</returns>
    public static (Expression Body, IEnumerable<ParameterExpression> New) Split(Expression body, IEnumerable<ParameterExpression> locals, Dictionary<Expression, SourceLocation> sources)
    {
        HashSet<ParameterExpression> variables = [.. locals.Where(v => Products.IsWide(v.Type))];
        while (true)
        {
            var splitting = new WordSplitting(variables, sources);
            var split = splitting.Visit(body);
            if (splitting._refused.Count == 0)
                return (split, splitting._words.Values.SelectMany(w => new[] { w.Low, w.High }).Concat(splitting._temporaries));
            variables.ExceptWith(splitting._refused);
        }
    }

    /// <summary>The words of a variable that is split; otherwise null.</summary>
    public WordPair? WordsOf(ParameterExpression variable) => _words.TryGetValue(variable, out var words) ? new(words.Low, words.High) : null;

    // Who gets here reads the whole variable.
    protected override Expression VisitParameter(ParameterExpression node)
    {
        if (_words.ContainsKey(node))
            _refused.Add(node);
        return node;
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        if (node is { NodeType: ExpressionType.Convert, Method: null } && Products.IsWide(node.Operand.Type) && (node.Type == typeof(int) || node.Type == typeof(uint) || node.Type == typeof(byte)))
        {
            var builder = new WordPairBuilder(this);
            if (builder.Of(node.Operand, mayCross: true) is { } words && builder.IsKept(words.Low))
                return words.Low.Type == node.Type ? words.Low : Expression.Convert(words.Low, node.Type);
        }
        return base.VisitUnary(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is not { NodeType: ExpressionType.Assign, Left: ParameterExpression variable })
            return base.VisitBinary(node);
        if (_words.TryGetValue(variable, out var target))
            return Assigned(node, target);
        var value = Visit(node.Right);
        return value == node.Right ? node : Expression.Assign(variable, value);
    }

    protected override Expression VisitBlock(BlockExpression node)
    {
        var statements = new List<Expression>();
        foreach (var statement in node.Expressions)
        {
            var result = Visit(statement);
            if (result is BlockExpression split && statement is BinaryExpression)
                statements.AddRange(split.Expressions);
            else
                statements.Add(result);
        }
        return statements.SequenceEqual(node.Expressions) ? node : Expression.Block(typeof(void), statements);
    }

    private Expression Assigned(BinaryExpression node, (ParameterExpression Low, ParameterExpression High) target)
    {
        var builder = new WordPairBuilder(this);
        if (builder.Of(node.Right, mayCross: false) is not { } words)
        {
            _refused.Add((ParameterExpression)node.Left);
            return node;
        }
        var statements = new List<Expression>();
        words = builder.Spill(words, (temporary, leaf) => Assign(temporary, leaf));
        if (NodeSearch.Reads(words.High, target.Low))
        {
            // The high word takes the low one as it was.
            var low = Expression.Variable(typeof(uint), target.Low.Name);
            _temporaries.Add(low);
            Assign(low, words.Low);
            words = words with { Low = low };
            Assign(target.High, words.High);
            Assign(target.Low, words.Low);
        }
        else
        {
            Assign(target.Low, words.Low);
            Assign(target.High, words.High);
        }
        return Expression.Block(typeof(void), statements);

        void Assign(ParameterExpression variable, Expression value)
        {
            var assignment = Expression.Assign(variable, value);
            if (_sources.TryGetValue(node, out var source))
                _sources.TryAdd(assignment, source);
            statements.Add(assignment);
            if (!_temporaries.Contains(variable) && variable != target.Low && variable != target.High)
                _temporaries.Add(variable);
        }
    }
}
