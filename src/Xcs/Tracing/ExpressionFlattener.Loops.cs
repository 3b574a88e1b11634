using System.Linq.Expressions;
using System.Runtime.ExceptionServices;
using Xcs.Dataflow.Operators;
using Xcs.Tracing.Statements;

namespace Xcs.Tracing;

// Loops of a lifted function.
internal sealed partial class ExpressionFlattener
{
    private void Loop(WhileStatement loop)
    {
        var parts = LoopParts.Of(loop, context.Lifted!);
        if (parts.Obstacle is null)
        {
            Note(loop, $"loop: map, then in order: {DescribeOrder(parts)}");
            Map(parts);
        }
        else
        {
            Note(loop, $"loop: round after round: {parts.Obstacle}");
            While(loop);
        }
    }

    private static string DescribeOrder(LoopParts parts)
    {
        var inOrder = parts.Sections.Where(static section => !section.IsOwn).SelectMany(static section => section.Statements).Select(Described).Distinct().ToArray();
        return inOrder.Length == 0 ? "nothing" : string.Join(", ", inOrder);
    }

    private static string Described(Expression statement) => statement switch
    {
        BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression { Name: { } variable } } => variable,
        BinaryExpression { NodeType: ExpressionType.Assign, Left: var place } => $"set {NameOf(place)}",
        _ => NameOf(statement),
    };

    // The state of the loop is what a round takes from the one before, and what is read afterwards.
    private void While(WhileStatement loop)
    {
        if (LocalUse.Of(loop.Test).Writes.Count > 0)
        {
            // A test gives nothing but its value: what it writes, it writes in the body.
            var goesOn = Expression.Variable(typeof(bool), "goes on");
            _locals[goesOn] = Expression.Constant(true);
            loop = new WhileStatement(goesOn, Expression.Block(typeof(void), Expression.Assign(goesOn, loop.Test), Expression.IfThen(goesOn, loop.Body)));
        }

        var carried = context.Lifted!.Outs(loop.Test, loop.Body);
        var type = ResultType(typeof(void), carried);
        List<int> inputs = [Node(Packing.Pack([.. carried.Select(variable => Current(variable))]))];
        List<Type> inputTypes = [type];
        var (before, after) = (Expression.Parameter(type, "state"), Expression.Parameter(type, "state"));
        var test = Inside("test", [before], loop.Test, typeof(bool), [], inputs, inputTypes, enter: inner => inner.Results(before, typeof(void), carried));
        var body = Inside("body", [after], loop.Body, typeof(void), carried, inputs, inputTypes, enter: inner => inner.Results(after, typeof(void), carried));
        var node = AddControl(ExpressionOperators.Of(type).While(test, body, [.. inputTypes]), inputs);
        Results(Variable(node, type), typeof(void), carried);
    }

    // First all rounds are found, then each computes by itself, then what has an order follows, round after round. A failure is kept until its
    // turn comes.
    private void Map(LoopParts parts)
    {
        var (items, failure) = FindRounds(parts);
        var sections = parts.Sections.Where(static section => section.IsOwn).Select(section => (section.Statements, Outs: parts.OutsOf(section.Statements))).ToArray();
        var results = ComputeRounds(parts, items, sections);
        // What the own parts have computed is read from their outcomes.
        context.Lifted!.Drop(sections.SelectMany(static section => section.Outs));
        foreach (var temporary in parts.Temporaries)
            _locals.TryAdd(temporary, Expression.Default(temporary.Type));
        FollowInOrder(parts, items, results, failure, sections);
    }

    private (ParameterExpression Items, ParameterExpression Failure) FindRounds(LoopParts parts)
    {
        var itemType = Packing.TypeOf([.. parts.Handed.Select(static handed => handed.Variable.Type)]);
        var items = Expression.Variable(itemType.MakeArrayType(), "rounds");
        var list = Expression.Variable(typeof(List<>).MakeGenericType(itemType), "rounds");
        var failure = Expression.Variable(typeof(ExceptionDispatchInfo), "failure");
        var exception = Expression.Parameter(typeof(Exception), "exception");
        var befores = parts.Handed.Where(static handed => handed.IsBefore).ToDictionary(static handed => handed.Variable, static handed => Expression.Variable(handed.Variable.Type, "before"));
        var item = Packing.Pack([.. parts.Handed.Select(handed => befores.GetValueOrDefault(handed.Variable, handed.Variable))]);
        var body = Expression.Block(
            typeof(void),
            befores.Values,
            [.. befores.Select(static pair => Expression.Assign(pair.Value, pair.Key)), .. parts.Rounds, Expression.Call(list, "Add", null, item)]);
        var search = Expression.Block(
            typeof(void),
            [list],
            Expression.Assign(list, Expression.New(list.Type)),
            Expression.TryCatch(
                new WhileStatement(parts.Test, body),
                Expression.Catch(exception, Expression.Block(typeof(void), Expression.Assign(failure, Expression.Call(typeof(ExceptionDispatchInfo), nameof(ExceptionDispatchInfo.Capture), null, exception))))),
            Expression.Assign(items, Expression.Call(list, "ToArray", null)));

        _locals[failure] = Expression.Constant(null, failure.Type);
        List<ParameterExpression> outs = [items, failure, .. context.Lifted!.Outs([parts.Test, .. parts.Rounds])];
        var does = Join(context.Lifted.Accesses.Whole(parts.Test), parts.Rounds.Aggregate(Nothing, (sum, statement) => Join(sum, context.Lifted.Accesses.Whole(statement))));
        Results(Named(Whole(search, typeof(void), outs), "rounds", does), typeof(void), outs);
        return (items, failure);
    }

    private ParameterExpression ComputeRounds(LoopParts parts, ParameterExpression items, (Expression[] Statements, List<ParameterExpression> Outs)[] sections)
    {
        var item = Expression.Parameter(items.Type.GetElementType()!, "round");
        List<int> inputs = [Node(Current(items))];
        List<Type> inputTypes = [items.Type];
        Type[] outcomes = [.. sections.Select(static section => typeof(Outcome<>).MakeGenericType(ResultType(typeof(void), section.Outs)))];
        var type = Packing.TypeOf(outcomes);
        ParameterExpression[] kept = [.. outcomes.Select(static outcome => Expression.Variable(outcome, "outcome"))];
        var body = Inside("body", [item], Expression.Block(typeof(void), sections.SelectMany(static section => section.Statements)), typeof(void), [.. kept], inputs, inputTypes,
            enter: inner => inner.Results(item, typeof(void), [.. parts.Handed.Select(static handed => handed.Variable)]),
            instead: inner =>
            {
                for (var k = 0; k < sections.Length; k++)
                    inner.OwnSection(sections[k].Statements, sections[k].Outs, kept[k]);
            });
        var node = AddControl(ExpressionOperators.Of(type).Map(item.Type, body, [.. inputTypes]), inputs);
        var results = Expression.Variable(type.MakeArrayType(), "results");
        _locals[results] = Variable(node, results.Type);
        return results;
    }

    private void OwnSection(Expression[] statements, List<ParameterExpression> outs, ParameterExpression kept)
    {
        var outcome = Attempt(Expression.Block(typeof(void), statements), outs);
        _locals[kept] = outcome;
        for (var k = 0; k < outs.Count; k++)
            _locals[outs[k]] = Packing.Item(Expression.Call(outcome, nameof(Outcome<>.Get), null), k, outs.Count);
    }

    private void FollowInOrder(LoopParts parts, ParameterExpression items, ParameterExpression results, ParameterExpression failure, (Expression[] Statements, List<ParameterExpression> Outs)[] own)
    {
        // Afterwards the variables that the rounds took over have the values that ended the loop.
        var last = parts.Handed.Where(handed => _locals.ContainsKey(handed.Variable)).Select(handed => (handed.Variable, Value: _locals[handed.Variable])).ToArray();
        var round = Expression.Variable(typeof(int), "round");
        _locals[round] = Expression.Constant(0);
        var steps = new List<Expression>();
        for (var k = 0; k < parts.Handed.Count; k++)
            steps.Add(Expression.Assign(parts.Handed[k].Variable, Packing.Item(Expression.ArrayIndex(items, round), k, parts.Handed.Count)));
        var next = 0;
        foreach (var (isOwn, statements) in parts.Sections)
        {
            if (!isOwn)
            {
                steps.AddRange(statements);
                continue;
            }

            var (_, outs) = own[next];
            var value = Expression.Variable(ResultType(typeof(void), outs), "value");
            var outcome = Packing.Item(Expression.ArrayIndex(results, round), next++, own.Length);
            steps.Add(Expression.Block(
                typeof(void),
                [value],
                [Expression.Assign(value, Expression.Call(outcome, nameof(Outcome<>.Get), null)), .. outs.Select((variable, k) => Expression.Assign(variable, Packing.Item(value, k, outs.Count)))]));
        }

        steps.Add(Expression.Assign(round, Expression.Add(round, Expression.Constant(1))));
        var loop = new WhileStatement(Expression.LessThan(round, Expression.ArrayLength(items)), Expression.Block(typeof(void), steps));
        if (context.Lifted!.Accesses.HasWork(loop))
            While(loop);
        else
            Region(loop, nodeName: "in order");
        foreach (var (variable, value) in last)
            _locals[variable] = value;
        Node(Expression.Block(typeof(void), Expression.Call(typeof(ExpressionForms), nameof(ExpressionForms.ThrowIfAny), null, Current(failure))), "end of loop");
    }
}
