using System.Linq.Expressions;

namespace Xcs.Tests.Lifting;

/// <summary>Statements as short text.</summary>
internal static class TreeText
{
    public static string Of(Expression node) => node switch
    {
        BlockExpression block => $"{{ {string.Join("; ", block.Expressions.Select(Of))} }}",
        ConditionalExpression choice when choice.Type == typeof(void) && choice.IfFalse is DefaultExpression => $"if ({Of(choice.Test)}) {Of(choice.IfTrue)}",
        ConditionalExpression choice when choice.Type == typeof(void) => $"if ({Of(choice.Test)}) {Of(choice.IfTrue)} else {Of(choice.IfFalse)}",
        ConditionalExpression choice => $"({Of(choice.Test)} ? {Of(choice.IfTrue)} : {Of(choice.IfFalse)})",
        LoopExpression loop => $"loop {Of(loop.Body)}",
        GotoExpression { Kind: GotoExpressionKind.Return, Value: { } value } => $"return {Of(value)}",
        GotoExpression jump => jump.Kind.ToString().ToLowerInvariant(),
        LabelExpression { DefaultValue: { } value } => $"label {Of(value)}",
        LabelExpression => "label",
        TryExpression attempt => $"try {Of(attempt.Body)}{string.Concat(attempt.Handlers.Select(h => $" catch {h.Test.Name} {Of(h.Body)}"))}{(attempt.Finally is { } last ? $" finally {Of(last)}" : "")}",
        SwitchExpression choice => $"switch ({Of(choice.SwitchValue)}) {{ {string.Join(" ", choice.Cases.Select(c => $"{string.Join(",", c.TestValues.Select(Of))}: {Of(c.Body)}"))} default: {Of(choice.DefaultBody!)} }}",
        DefaultExpression when node.Type == typeof(void) => "{}",
        _ => node.ToString(),
    };
}
