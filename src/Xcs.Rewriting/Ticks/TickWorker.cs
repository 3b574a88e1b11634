using System.Runtime.CompilerServices;

namespace Xcs.Rewriting;

/// <summary>What one worker needs for units; used by one thread at a time, kept from tick to tick.</summary>
internal sealed class TickWorker
{
    private readonly World _world;
    private Delta? _sharded;

    public TickWorker(World world, int number)
    {
        _world = world;
        Number = number;
        Guard = world.Options.Guard == GuardMode.On ? new Guard() : null;
        View = new View(world, Guard, isOutside: false);
        FreeView = Guard is null ? View : new View(world, null, isOutside: false);
        Together = new Delta(world, Guard, isSharded: false);
        Applier = new Applier(world);
        Seen = new SeenClaims(world);
        Claimed = Guard is null ? Footprint : new Footprint();
    }

    public int Number { get; }

    /// <summary>The thread that had it last, which may still have in its caches what it worked on.</summary>
    public int Thread { get; set; }

    public Guard? Guard { get; }

    /// <summary>What <c>Match</c> and <c>Execute</c> see.</summary>
    public View View { get; }

    /// <summary>What <c>Footprint</c> and <c>Affects</c> see: unguarded.</summary>
    public View FreeView { get; }

    /// <summary>What rules are asked for; keeps the claims of all that match in units.</summary>
    public Footprint Footprint { get; } = new();

    /// <summary>Shows the guard what a rewrite has claimed.</summary>
    public Footprint Claimed { get; }

    /// <summary>Entries in one list.</summary>
    public Delta Together { get; }

    /// <summary>Entries in a list for each shard.</summary>
    public Delta Sharded => _sharded ??= new Delta(_world, Guard, isSharded: true);

    public bool HasSharded => _sharded is not null;

    public Applier Applier { get; }

    public AgendaLog Log { get; } = new();

    public NativeList<Entry> Entries { get; } = new();

    /// <summary>The claims of the entries.</summary>
    public ReadOnlySpan<Claim> Claims => Footprint.Kept;

    /// <summary>Kinds of claims that it has collected.</summary>
    public SeenClaims Seen { get; }

    /// <summary>Claims on rows of shards other than that of the unit.</summary>
    public ForeignClaims Foreign { get; } = new();

    /// <summary>Rows that the unit's entries announce to make.</summary>
    public uint NewNodes { get; set; }

    public uint NewEdges { get; set; }

    /// <summary>Stretches of entries that are being merged.</summary>
    public List<(nint From, nint To)> Runs { get; } = [];

    public ShardCandidates Candidates { get; } = new();

    public PageDrops Drops { get; } = new();

    public ShaBatch Hashes { get; } = new();

    public NativeList<byte> Patch { get; } = new();

    /// <summary>Whether it has run units since the round began: others use none of what units use.</summary>
    public bool HasUnits { get; set; }

    /// <summary>Something threw in a unit: the round is done again in order, so that the first in canonical order surfaces.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Some claim met a conflicting one.</summary>
    public bool SawConflict { get; set; }

    public void Attach(Warp warp, Delta delta)
    {
        View.Attach(warp);
        delta.Attach(warp);
    }

    /// <summary>What a rewrite claims. The view and the footprint that the rule is given are of no use to it afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Footprint Ask(Rule rule, Warp warp, NodeId node)
    {
        if (FreeView != View)
            FreeView.Attach(warp);
        Footprint.Begin(warp, rule, node, _world.Joins);
        rule.Footprint(FreeView, node, Footprint);
        Footprint.End();
        if (FreeView != View)
            FreeView.Detach();
        return Footprint;
    }

    public void Detach()
    {
        View.Detach();
        FreeView.Detach();
        Footprint.End();
        Together.Detach();
        _sharded?.Detach();
    }

    public void ClearRound()
    {
        Together.Clear();
        Applier.Forget();
        if (!HasUnits)
            return;
        HasUnits = false;
        _sharded?.Clear();
        Entries.Clear();
        Footprint.Forget();
        Seen.Clear();
        Foreign.Clear();
        Drops.Clear();
        HasFailed = SawConflict = false;
    }
}
