using System.Linq.Expressions;

namespace Xcs.Tracing.Statements;

/// <summary>A loop whose only way out is its test.</summary>
internal sealed class WhileStatement(Expression test, Expression body) : Expression
{
    private LoopExpression? _reduced;

    public Expression Test => test;

    public Expression Body => body;

    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(void);

    public override bool CanReduce => true;

    // Once: whoever reduces twice must meet the same label.
    public override Expression Reduce() => _reduced ??= Reduced(Label("done"));

    private LoopExpression Reduced(LabelTarget done) => Loop(IfThenElse(test, body, Break(done)), done);

    protected override Expression VisitChildren(ExpressionVisitor visitor)
    {
        var (newTest, newBody) = (visitor.Visit(test), visitor.Visit(body));
        return newTest == test && newBody == body ? this : new WhileStatement(newTest, newBody);
    }
}
