using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>A loop whose only way out is its test.</summary>
internal sealed class WhileStatement(Expression test, Expression body) : Expression
{
    public Expression Test => test;

    public Expression Body => body;

    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(void);

    public override bool CanReduce => true;

    public override Expression Reduce()
    {
        var done = Label("done");
        return Loop(IfThenElse(test, body, Break(done)), done);
    }

    protected override Expression VisitChildren(ExpressionVisitor visitor)
    {
        var (newTest, newBody) = (visitor.Visit(test), visitor.Visit(body));
        return newTest == test && newBody == body ? this : new WhileStatement(newTest, newBody);
    }
}
