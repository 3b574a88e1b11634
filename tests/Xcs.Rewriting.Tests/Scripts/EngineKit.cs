namespace Xcs.Rewriting.Tests;

/// <summary>The kit's attachments as a world of the engine has them.</summary>
internal sealed class EngineKit(World world, Kit kit)
{
    private readonly EngineSlot[] _slots = [.. kit.Payloads.Select(payload => Define(world, payload))];

    public World World { get; } = world;

    /// <summary>Scripts' rules by number, once they are registered.</summary>
    public List<Rule> Rules { get; } = [];

    public EngineSlot this[int attachment] => _slots[attachment];

    private static EngineSlot Define(World world, Payload payload)
    {
        if (payload == Kit.Heat)
            return new EngineSlot<int>(world.NodeAttachment<int>(payload.Name, Kit.SumOf));
        if (payload == Kit.Trail)
            return new EngineSlot<long>(world.NodeAttachment<long>(payload.Name, Kit.ChainOf));
        if (payload == Kit.Warmth)
            return new EngineSlot<double>(world.NodeAttachment<double>(payload.Name));
        if (payload == Kit.Mixed)
            return new EngineSlot<Mixed>(world.NodeAttachment<Mixed>(payload.Name));
        if (payload == Kit.Weight)
            return new EngineSlot<int>(world.EdgeAttachment<int>(payload.Name, Kit.SumOf));
        if (payload == Kit.Pair)
            return new EngineSlot<float>(world.EdgeAttachment<float>(payload.Name));
        return new EngineBytesSlot(payload.OfEdges ? world.EdgeBytes(payload.Name) : world.NodeBytes(payload.Name));
    }
}
