using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>
/// Runs a method's IL on expressions instead of values: what an instruction computes stays on the stack as an expression until something consumes
/// it. Operands stand in a tree in the order in which they were pushed, which is the order of evaluation of trees. Only where a statement comes in
/// between, everything on the stack that could tell is evaluated before it, into temporaries.
/// </summary>
internal sealed partial class StackMachine
{
    private readonly MethodSource _source;
    private readonly ControlFlowGraph _graph;
    private readonly VariableTable _variables;
    private readonly OffsetMap _offsets;
    private readonly Dictionary<BasicBlock, StackEntry[]> _entries = [];
    private readonly Dictionary<ParameterExpression, Place> _names = [];
    private readonly Queue<BasicBlock> _open = [];
    private readonly List<StackEntry> _stack = [];
    private BasicBlock _block;
    private IlInstruction _instruction;
    private int _position;

    private StackMachine(MethodSource source, ControlFlowGraph graph, VariableTable variables, OffsetMap offsets)
    {
        _source = source;
        _graph = graph;
        _variables = variables;
        _offsets = offsets;
        _block = graph.Entry;
    }

    /// <summary>Fills in the statements and terminators of all blocks that can be reached.</summary>
    public static void Run(MethodSource source, ControlFlowGraph graph, VariableTable variables, OffsetMap offsets)
    {
        do
        {
            variables.Reset();
            foreach (var block in graph.Blocks)
                block.Clear();
            new StackMachine(source, graph, variables, offsets).Run();
        }
        while (variables.HasChanged);
    }

    private void Run()
    {
        Enter(_graph.Entry, []);
        while (_open.TryDequeue(out var block))
        {
            EnterHandlers(block.Region);
            RunBlock(block);
        }
    }

    private void Enter(BasicBlock block, StackEntry[] stack)
    {
        if (_entries.TryAdd(block, stack))
            _open.Enqueue(block);
        else if (_entries[block].Length != stack.Length)
            throw Refuse("a stack of different depths where ways meet", "Compile it again");
    }

    private void EnterHandlers(Region region)
    {
        for (; region.Owner is { } owner; region = region.Parent!)
            foreach (var handler in owner.Handlers)
            {
                var start = _graph.At(handler.Region.Start);
                if (!_entries.ContainsKey(start))
                    Enter(start, handler.Exception is { } exception ? [new Value(exception)] : []);
            }
    }

    private void RunBlock(BasicBlock block)
    {
        _block = block;
        _stack.Clear();
        _stack.AddRange(_entries[block]);
        // A local that names one place here and another there has its name only up to the end of a block.
        foreach (var local in _names.Keys.Where(local => !_variables.IsName(local)).ToList())
            _names.Remove(local);
        if (block == _graph.Entry)
            block.Statements.AddRange(_variables.Prologue);
        for (_position = block.First; _position < block.End && block.Terminator is null; _position++)
        {
            _instruction = _source.Instructions[_position];
            Step();
        }
        if (block.Terminator is null)
            End(new Jump(_graph.At(_instruction.Next)));
    }

    private void Step()
    {
        try
        {
            var known = TrySimple() || TryVariable() || TryArithmetic() || TryConversion() || TryComparison() || TryBranch() || TryCall()
                || TryField() || TryArray() || TryIndirect() || TryObject();
            if (!known)
                throw Refuse($"the instruction {_instruction.OpCode}", "Move it into a method of its own and call that as an operator");
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or InvalidOperationException or InvalidCastException or TypeLoadException or BadImageFormatException or MissingMemberException)
        {
            throw _source.Refuse(_instruction.Offset, $"{_instruction.OpCode} on these operands", "Move it into a method of its own and call that as an operator", e);
        }
    }

    /// <summary>Counts the next instruction as done together with this one.</summary>
    private void Skip() => _instruction = _source.Instructions[++_position];

    private LiftingException Refuse(string construct, string mend) => _source.Refuse(_instruction.Offset, construct, mend);
}
