using System.Linq.Expressions;
using Xcs.Kernels.Vectorization;

namespace Xcs.Kernels.Tests.Vectorization.Outlining;

public sealed class ExposedReadsTests
{
    private readonly ParameterExpression _a = Expression.Variable(typeof(int), "a");
    private readonly ParameterExpression _b = Expression.Variable(typeof(int), "b");
    private readonly ParameterExpression _test = Expression.Variable(typeof(bool), "test");

    [Fact]
    public void WhatIsWrittenBeforeItIsReadIsNotExposed() =>
        Exposes([_b], Set(_a, _b), Set(_b, Expression.Add(_a, _a)));

    [Fact]
    public void WhatOneBranchWritesIsExposedBehindIt() =>
        Exposes([_test, _a], Expression.IfThen(_test, Set(_a, Expression.Constant(1))), Set(_b, _a));

    [Fact]
    public void WhatABranchWritesIsNotExposedInIt() =>
        Exposes([_test], Expression.IfThen(_test, Expression.Block(typeof(void), Set(_a, Expression.Constant(1)), Set(_b, _a))));

    [Fact]
    public void WhatAJumpLeavesOutIsExposedBehindItsLabel()
    {
        var label = Expression.Label();

        Exposes([_test, _a], Expression.IfThen(_test, Expression.Goto(label)), Set(_a, Expression.Constant(1)), Expression.Label(label), Set(_b, _a));
    }

    [Fact]
    public void WhatALoopWritesBehindItsTestIsExposedBehindTheLoop()
    {
        var (exit, head) = (Expression.Label(), Expression.Label());
        var turn = Expression.Block(typeof(void), Set(_b, Expression.Constant(0)), Expression.IfThen(_test, Expression.Goto(exit)), Set(_a, Expression.Constant(1)));

        Exposes([_test, _a], Expression.Loop(turn, exit, head), Set(_b, Expression.Add(_a, _b)));
    }

    [Fact]
    public void WhereCodeJumpsBackAllThatItReadsIsExposed()
    {
        var label = Expression.Label();

        Exposes([_a, _test], Expression.Label(label), Set(_a, Expression.Constant(1)), Set(_b, _a), Expression.IfThen(_test, Expression.Goto(label)));
    }

    [Fact]
    public void CodeThatSomebodyJumpsIntoIsNotClosed()
    {
        var label = Expression.Label();
        var (jump, place) = (Expression.IfThen(_test, Expression.Goto(label)), Expression.Label(label));
        var all = JumpCount.Of(Expression.Block(jump, place));

        Assert.False(JumpCount.Of(jump).IsClosedIn(all));
        Assert.False(JumpCount.Of(place).IsClosedIn(all));
        Assert.True(all.IsClosedIn(all));
    }

    private static BinaryExpression Set(ParameterExpression variable, Expression value) => Expression.Assign(variable, value);

    private static void Exposes(HashSet<ParameterExpression> expected, params Expression[] statements) => Assert.Equal(expected, ExposedReads.Of(statements).Exposed.ToHashSet());
}
