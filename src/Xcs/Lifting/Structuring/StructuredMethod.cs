using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>What the regions of a method share while they are structured: labels, tries and the way out.</summary>
internal sealed class StructuredMethod
{
    private readonly MethodSource _source;
    private readonly ControlFlowGraph _graph;
    private readonly Dictionary<BasicBlock, LabelTarget> _labels = [];
    private readonly LabelTarget _return;

    private StructuredMethod(MethodSource source, ControlFlowGraph graph)
    {
        _source = source;
        _graph = graph;
        _return = Expression.Label(graph.ReturnType, "return");
        Exits = new(graph, source);
    }

    public TryExits Exits { get; }

    /// <summary>The statements of a method; its value is the last one's.</summary>
    public static List<Expression> Structure(MethodSource source, ControlFlowGraph graph)
    {
        var method = new StructuredMethod(source, graph);
        var statements = new Structurer(method, graph.Root, graph.Entry).Structure(null, null);
        return Labels.Finish(statements, method._return);
    }

    public Exception Irreducible(BasicBlock block) =>
        _source.Refuse(block.Start, "a jump into the middle of a loop", "Write the loop with while, and goto only to leave it");

    public void EnsureStack(BasicBlock block)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw _source.Refuse(block.Start, "control flow that is nested too deeply for this thread's stack", "Move parts of it into methods");
    }

    public Expression Return(Expression? value) => value is null ? Expression.Return(_return) : Expression.Return(_return, value);

    /// <summary>A forward jump.</summary>
    public Expression Goto(BasicBlock target)
    {
        if (!_labels.TryGetValue(target, out var label))
            _labels.Add(target, label = Expression.Label(target.ToString()));
        return Expression.Goto(label);
    }

    /// <summary>The label that jumps to a block need; null where there are none.</summary>
    public LabelTarget? LabelOf(BasicBlock block) => _labels.GetValueOrDefault(block);

    public Expression Try(TryBlock block, BasicBlock? next, LoopScope? loop)
    {
        var body = Part(block.Body, next, loop);
        var catches = new List<CatchBlock>();
        Expression? last = null, fault = null;
        foreach (var handler in block.Handlers)
        {
            // Only a catch goes on behind the statement; the others end where the runtime takes over again.
            var code = Part(handler.Region, handler.Kind == HandlerKind.Catch ? next : handler.Region.Exit, handler.Kind == HandlerKind.Catch ? loop : null);
            if (handler.Kind == HandlerKind.Catch)
                catches.Add(Expression.Catch(handler.Exception!, code));
            else if (handler.Kind == HandlerKind.Finally)
                last = code;
            else
                fault = code;
        }
        if (last is not null && catches.Count == 0 && body is TryExpression { Finally: null, Fault: null } inner)
            return Expression.TryCatchFinally(inner.Body, last, [.. inner.Handlers]);
        return Expression.MakeTry(typeof(void), body, last, fault, catches);
    }

    private static BlockExpression Void(List<Expression> statements) => Expression.Block(typeof(void), statements.Count == 0 ? [Expression.Empty()] : statements);

    private Expression Part(Region region, BasicBlock? next, LoopScope? loop)
    {
        var start = _graph.At(region.Start);
        if (start.Terminator is null)
            return Expression.Empty();
        var statements = new Structurer(this, region, start).Structure(next, loop);
        if (region.Exit is { } exit && LabelOf(exit) is { } label)
            statements.Add(Expression.Label(label));
        return statements.Count == 1 && statements[0].Type == typeof(void) ? statements[0] : Void(statements);
    }
}
