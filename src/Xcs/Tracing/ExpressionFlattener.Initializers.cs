using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xcs.Tracing;

// Object and collection initializers: the constructor runs before the values are computed, and each value is stored before the next is.
internal sealed partial class ExpressionFlattener
{
    private Expression Initialize(MemberInitExpression creation)
    {
        if (!ExpressionChildren.Of(creation).Skip(1).Any(context.Calls.Contains))
            return creation.Update((NewExpression)Rebuild(creation.NewExpression), creation.Bindings);
        var steps = creation.Bindings.Select(binding => binding is MemberAssignment assignment
            ? new Step([assignment.Expression], IsPlainStore(assignment.Member), (made, values) => Expression.Assign(Expression.MakeMemberAccess(made, assignment.Member), values[0]))
            : throw ExpressionRefusal.Of(creation, $"the initializer nested in {binding.Member.Name} stands beside calls", "Compute the values in methods, or initialize the inner object by a constructor."));
        return Initialize(creation.NewExpression, [.. steps]);
    }

    private Expression Initialize(ListInitExpression creation)
    {
        if (!ExpressionChildren.Of(creation).Skip(1).Any(context.Calls.Contains))
            return creation.Update((NewExpression)Rebuild(creation.NewExpression), creation.Initializers);
        var steps = creation.Initializers.Select(static item =>
            new Step([.. item.Arguments], IsPlainStore: false, (made, values) => Expression.Call(made, item.AddMethod, values)));
        return Initialize(creation.NewExpression, [.. steps]);
    }

    private BlockExpression Initialize(NewExpression creation, IReadOnlyList<Step> steps)
    {
        var made = Hold(Visit(creation));
        var stores = new List<Expression>();
        var waits = true;
        var variable = Expression.Variable(creation.Type, "made");
        foreach (var step in steps)
        {
            if (!waits && step.Values.Any(context.Calls.Contains))
            {
                made = Variable(Node(Stored()), creation.Type);
                stores.Clear();
                waits = true;
            }

            var values = Operands(step.Values);
            waits &= step.IsPlainStore && values.All(context.Traits.IsInert);
            stores.Add(step.Store(variable, values));
        }

        return Stored();

        BlockExpression Stored() => Expression.Block([variable], [Expression.Assign(variable, made), .. stores, variable]);
    }

    // A field or an automatic property: storing there throws nothing and runs nothing.
    private static bool IsPlainStore(MemberInfo member) =>
        member is FieldInfo || (member is PropertyInfo { SetMethod: { IsVirtual: false } setter } && setter.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    /// <param name="Values">What is stored.</param>
    /// <param name="IsPlainStore">Whether the store may wait for the calls of later steps.</param>
    /// <param name="Store">Stores the values in an object.</param>
    private sealed record Step(Expression[] Values, bool IsPlainStore, Func<Expression, Expression[], Expression> Store);
}
