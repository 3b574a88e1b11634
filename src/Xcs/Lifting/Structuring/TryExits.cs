namespace Xcs.Lifting;

/// <summary>Which blocks outside a try its code goes on to.</summary>
internal sealed class TryExits
{
    private readonly Dictionary<TryBlock, List<BasicBlock>> _exits = [];
    private readonly ControlFlowGraph _graph;
    private readonly MethodSource _source;

    public TryExits(ControlFlowGraph graph, MethodSource source)
    {
        _graph = graph;
        _source = source;
        foreach (var block in graph.Blocks)
            if (block.Terminator is { } terminator)
                foreach (var target in terminator.Targets)
                    Add(block, target);
    }

    public IReadOnlyList<BasicBlock> Of(TryBlock block) => _exits.GetValueOrDefault(block, []);

    public BasicBlock Start(TryBlock block) => _graph.At(block.Body.Start);

    private void Add(BasicBlock block, BasicBlock target)
    {
        for (var region = block.Region; !Contains(region, target); region = region.Parent!)
        {
            var owner = region.Owner!;
            if (owner.Parts.Any(part => Contains(part, target)))
                throw _source.Refuse(target.Start, "a jump between the parts of a try", "Put the try into a loop");
            if (!_exits.TryGetValue(owner, out var exits))
                _exits.Add(owner, exits = []);
            if (!exits.Contains(target))
                exits.Add(target);
        }
    }

    private static bool Contains(Region region, BasicBlock block)
    {
        for (var part = block.Region; part is not null; part = part.Parent)
            if (part == region)
                return true;
        return false;
    }
}
