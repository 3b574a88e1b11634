using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Metadata;

namespace Xcs.Lifting;

/// <summary>The basic blocks of a method and the try regions that they lie in.</summary>
internal sealed class ControlFlowGraph
{
    private readonly MethodSource _source;
    private readonly Dictionary<int, BasicBlock> _byOffset = [];

    private ControlFlowGraph(MethodSource source)
    {
        _source = source;
        ReturnType = source.Method is MethodInfo { ReturnType: var type } ? type : typeof(void);
        Root = new(null, null, 0, source.CodeSize);
        AddTries();
        AddBlocks();
        CountPredecessors();
    }

    /// <summary>The whole method.</summary>
    public Region Root { get; }

    public List<BasicBlock> Blocks { get; } = [];

    public BasicBlock Entry => Blocks[0];

    public static ControlFlowGraph Of(MethodSource source) => new(source);

    /// <summary>What the method returns.</summary>
    public Type ReturnType { get; }

    /// <summary>The bodies and handlers of all tries.</summary>
    public IEnumerable<Region> Parts()
    {
        var open = new Stack<Region>([Root]);
        while (open.TryPop(out var region))
            foreach (var part in region.Tries.SelectMany(block => block.Parts))
            {
                yield return part;
                open.Push(part);
            }
    }

    /// <summary>The block that starts at an offset.</summary>
    public BasicBlock At(int offset) => _byOffset[offset];

    /// <summary>The blocks that may follow a block by what its last instruction says.</summary>
    public IEnumerable<BasicBlock> Successors(BasicBlock block)
    {
        var last = _source.Instructions[block.End - 1];
        int[] targets = EndsFlow(last.OpCode) ? BranchTargets(last) : [.. BranchTargets(last), last.Next];
        return targets.Distinct().Select(At);
    }

    private static bool EndsFlow(ILOpCode opCode) => opCode is ILOpCode.Br or ILOpCode.Br_s or ILOpCode.Leave or ILOpCode.Leave_s
        or ILOpCode.Ret or ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Endfinally or ILOpCode.Endfilter or ILOpCode.Jmp;

    private static int[] BranchTargets(IlInstruction instruction)
    {
        if (instruction.Operand is int[] targets)
            return targets;
        return instruction.OpCode.IsBranch() ? [instruction.Number] : [];
    }

    // Clauses over the same code are the handlers of one try; the wider ones lie outside.
    private void AddTries()
    {
        var clauses = _source.Body.ExceptionHandlingClauses;
        foreach (var group in clauses.GroupBy(c => (c.TryOffset, c.TryLength)).OrderByDescending(Extent))
        {
            var (start, length) = group.Key;
            var parent = Root.Innermost(start);
            if (start + length > parent.End)
                throw _source.Refuse(start, "a try that reaches out of another", "Compile with a compiler that nests them");
            var block = new TryBlock(parent, start, start + length);
            parent.Tries.Add(block);
            foreach (var clause in group)
                block.Handlers.Add(NewHandler(clause, parent, block));
        }
    }

    private static int Extent(IEnumerable<ExceptionHandlingClause> clauses) =>
        clauses.Max(c => c.HandlerOffset + c.HandlerLength) - clauses.Min(c => c.TryOffset);

    private Handler NewHandler(ExceptionHandlingClause clause, Region parent, TryBlock block)
    {
        var region = new Region(parent, block, clause.HandlerOffset, clause.HandlerOffset + clause.HandlerLength);
        switch (clause.Flags)
        {
            case ExceptionHandlingClauseOptions.Clause:
                var type = clause.CatchType ?? typeof(object);
                return new(HandlerKind.Catch, region, Expression.Variable(type, "exception"));
            case ExceptionHandlingClauseOptions.Finally:
                return new(HandlerKind.Finally, region, null);
            case ExceptionHandlingClauseOptions.Fault:
                return new(HandlerKind.Fault, region, null);
            default:
                throw _source.Refuse(clause.FilterOffset, "an exception filter (when)", "Catch the exception, test it in the handler and rethrow it");
        }
    }

    private void AddBlocks()
    {
        var starts = Starts();
        var instructions = _source.Instructions;
        for (var i = 0; i < instructions.Count; i++)
        {
            var offset = instructions[i].Offset;
            if (starts.Contains(offset))
            {
                if (Blocks.Count > 0)
                    Blocks[^1].End = i;
                var block = new BasicBlock(Blocks.Count, offset, Root.Innermost(offset)) { First = i };
                Blocks.Add(block);
                _byOffset.Add(offset, block);
            }
        }
        Blocks[^1].End = instructions.Count;
        if (!EndsFlow(instructions[^1].OpCode))
            throw _source.Refuse(instructions[^1].Offset, "IL that runs off its end", "Compile it again");
    }

    private HashSet<int> Starts()
    {
        var starts = new HashSet<int> { 0 };
        foreach (var instruction in _source.Instructions)
        {
            starts.UnionWith(BranchTargets(instruction));
            if (instruction.Operand is int[] || instruction.OpCode.IsBranch() || EndsFlow(instruction.OpCode))
                starts.Add(instruction.Next);
        }
        foreach (var clause in _source.Body.ExceptionHandlingClauses)
            starts.UnionWith([clause.TryOffset, clause.TryOffset + clause.TryLength, clause.HandlerOffset, clause.HandlerOffset + clause.HandlerLength]);
        return starts;
    }

    private void CountPredecessors()
    {
        foreach (var block in Blocks)
            foreach (var successor in Successors(block))
                successor.Predecessors++;
        Entry.Predecessors++;
    }
}
