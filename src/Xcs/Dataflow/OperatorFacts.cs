using System.Linq.Expressions;
using System.Reflection;
using Xcs.Dataflow.Operators;
using Xcs.Tracing;

namespace Xcs.Dataflow;

/// <summary>What a method's <see cref="OperatorAttribute"/>, or its absence, says; makes the operator that calls it.</summary>
internal sealed class OperatorFacts
{
    private readonly MethodInfo _method;
    private readonly string _name;
    private readonly bool _blocking;
    private readonly bool _pure;
    private readonly double _cost;
    private readonly IReadOnlyList<Effect> _effects;

    private OperatorFacts(MethodInfo method, OperatorAttribute declared, string? name)
    {
        _method = method;
        _name = name ?? declared.Name ?? ReadableName(method);
        _blocking = declared.Blocking;
        _pure = declared.Pure;
        _cost = declared.Cost;
        _effects = declared.Effect switch
        {
            EffectKind.Ordered => [new Effect(EffectKind.Ordered, declared.Resource ?? method.DeclaringType?.FullName ?? _name)],
            EffectKind.Committing => [new Effect(EffectKind.Committing, "")],
            _ => [],
        };

        if (string.IsNullOrWhiteSpace(_name))
            throw Refuse("its name is empty", "Give [Operator(Name = …)] a name, or leave it out.");
        if (!TextForm.IsOneLine(_name) || !TextForm.IsOneLine(declared.Resource ?? ""))
            throw Refuse("its name or its resource holds a line break or another control character, and texts have a line a node", "Write it on one line.");
        if (!Enum.IsDefined(declared.Effect))
            throw Refuse($"{(int)declared.Effect} is no effect", "Use a member of EffectKind.");
        if (!double.IsFinite(_cost) || _cost < 0)
            throw Refuse("its cost is not a number of nanoseconds from 0 on", "Give [Operator(Cost = …)] the expected nanoseconds of one call, or leave it out.");
        if (_pure && _effects.Count > 0)
            throw Refuse("it is declared pure and has an effect", "Drop Pure or Effect from [Operator].");
        if (_pure && _blocking)
            throw Refuse("it is declared pure and blocking", "Drop Pure or Blocking from [Operator].");
        if (declared.Resource is not null && declared.Effect != EffectKind.Ordered)
            throw Refuse("it names a resource, but has no ordered effect", "Set Effect = EffectKind.Ordered as well.");
    }

    /// <param name="method">The method.</param>
    /// <param name="name">The operator's name, where it is neither the declared one nor the method's own.</param>
    public static OperatorFacts Of(MethodInfo method, string? name = null) =>
        new(method, method.GetCustomAttribute<OperatorAttribute>() ?? new OperatorAttribute(), name);

    public Operator Call<TResult>(InvokerOf<TResult> invoker, LambdaExpression? lambda = null) => _blocking
        ? new BlockingOperator<TResult>(_name, invoker) { Cost = _cost, Effects = _effects, Method = _method }
        : new CallOperator<TResult>(_name, invoker) { Cost = _cost, Effects = _effects, Method = _method, IsPure = _pure, Lambda = lambda };

    public Operator Await<TResult>(InvokerOf<ValueTask<TResult>> invoker) =>
        new AsyncOperator<TResult>(_name, invoker) { Cost = _cost, Effects = _effects, Method = _method, IsPure = _pure };

    /// <summary>Refuses what a method may not be where it is called any number of times in any order.</summary>
    /// <exception cref="TracingException">The method is declared to have an effect or to block.</exception>
    public static void RequireFree(MethodInfo method, string place)
    {
        var facts = Of(method);
        if (facts._effects.Count > 0 || facts._blocking)
            throw facts.Refuse($"it is declared to have an effect or to block, which {place} cannot respect", "Drop Effect and Blocking from [Operator], or call the method from a node of its own.");
    }

    /// <summary>The name as written: local functions and lambdas lose what the compiler added.</summary>
    public static string ReadableName(MethodInfo method)
    {
        var name = TextForm.OneLine(method.Name);
        var local = name.IndexOf(">g__", StringComparison.Ordinal);
        if (local >= 0)
            return name[(local + 4)..name.IndexOf('|', local)];
        return name.Contains(">b__", StringComparison.Ordinal) || name.Length == 0 ? "lambda" : name;
    }

    private TracingException Refuse(string rule, string mend) =>
        new(rule, mend, $"{_method.DeclaringType?.Name}.{_method.Name}", Tracer.Current?.At ?? default);
}
