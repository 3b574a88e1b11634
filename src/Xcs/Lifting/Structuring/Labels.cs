using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>Ends the statements of a method: a last return needs no jump, and the label only stands where something jumps to it.</summary>
internal static class Labels
{
    public static List<Expression> Finish(List<Expression> statements, LabelTarget returnLabel)
    {
        Expression? value = null;
        if (statements is [.., GotoExpression last] && last.Target == returnLabel)
        {
            statements.RemoveAt(statements.Count - 1);
            value = last.Value ?? Expression.Empty();
        }
        var search = new Jumps(returnLabel);
        foreach (var statement in statements)
            search.Visit(statement);
        if (search.Found)
            statements.Add(Expression.Label(returnLabel, returnLabel.Type == typeof(void) ? null : value ?? Expression.Default(returnLabel.Type)));
        else
            statements.Add(value ?? Expression.Default(returnLabel.Type));
        return statements;
    }

    private sealed class Jumps(LabelTarget label) : TreeVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitGoto(GotoExpression node)
        {
            Found |= node.Target == label;
            return base.VisitGoto(node);
        }
    }
}
