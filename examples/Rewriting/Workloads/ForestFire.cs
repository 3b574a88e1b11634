namespace RewritingExamples;

/// <summary>
/// Fire goes from tree to tree through a forest that is just dense enough for it. Trees that catch fire from two sides take the earlier time: the
/// attachment has a join function, so the two rewrites are not in each other's way.
/// </summary>
public sealed class ForestFire : IWorkload
{
    private const double Density = 0.6;
    private const int Never = int.MaxValue;
    private const int Shades = 64;

    public string Name => "fire";

    public string Unit => "cells a side";

    public int SmallSize => 256;

    public int BigSize => 1000;

    public WorkloadResult Run(WorldOptions options, int size)
    {
        using var world = new World(options with { Policy = ConflictPolicy.Join });
        var near = world.EdgeType("near");
        var burns = world.NodeAttachment<int>("burns", static (_, joined, next) => Math.Min(joined, next));
        var grid = Grid.Create(world, size, (delta, cell) =>
        {
            if (IsTree(cell.Index))
                delta.Set(burns, cell, StartsAt(cell.Index, size));
        });
        var spread = world.Register(new Spread(near, burns));
        world.EnqueueAll(spread, grid.Warp);
        var measured = new Measured(world);
        measured.Tick(rounds: grid.Cells);

        int[] plain = [];
        var plainTime = Measured.TimeOf(() => plain = Plain(size));
        var view = world.Read(grid.Warp);
        int[] times = [.. Enumerable.Range(0, grid.Cells).Select(k => view.GetOr(burns, grid[k], -1))];
        var last = times.Where(static time => time != Never).Max();
        return measured.Against(plainTime, times.AsSpan().SequenceEqual(plain), $"{times.Count(static time => time is >= 0 and < Never)} of {times.Count(static time => time >= 0)} trees burn, the last one in round {last}", Draw(size, times, last));
    }

    private static bool IsTree(uint cell) => Mix.Chance(cell, Density);

    // The fire begins at the left side.
    private static int StartsAt(uint cell, int side) => cell % side == 0 ? 0 : Never;

    private static int[] Plain(int side)
    {
        var times = new int[side * side];
        var queue = new Queue<int>();
        for (var k = 0; k < times.Length; k++)
        {
            times[k] = IsTree((uint)k) ? StartsAt((uint)k, side) : -1;
            if (times[k] == 0)
                queue.Enqueue(k);
        }

        while (queue.TryDequeue(out var cell))
        {
            var x = cell % side;
            Light(x > 0, cell - 1);
            Light(x < side - 1, cell + 1);
            Light(cell >= side, cell - side);
            Light(cell < times.Length - side, cell + side);

            void Light(bool isInside, int other)
            {
                if (!isInside || times[other] != Never)
                    return;
                times[other] = times[cell] + 1;
                queue.Enqueue(other);
            }
        }

        return times;
    }

    // Bare ground, living trees, and from there the earlier the darker.
    private static Picture Draw(int side, int[] times, int last)
    {
        byte[] pixels = [.. times.Select(time => time switch { < 0 => (byte)0, Never => (byte)1, _ => (byte)(2 + ((long)time * (Shades - 1) / Math.Max(last, 1))) })];
        int[] fire = [.. Enumerable.Range(0, Shades).Select(static k => ((70 + (185 * k / Shades)) << 16) | ((10 + (200 * k / Shades)) << 8) | 30)];
        return new Picture(side, pixels, [0xF4EFE6, 0x2F6B3A, .. fire]);
    }

    /// <summary>A burning tree lights the trees beside it that do not burn yet.</summary>
    private sealed class Spread(EdgeType near, Attachment<int> burns) : Rule("spread")
    {
        public override bool Match(View view, NodeId node) => view.TryGet(burns, node, out var time) && time != Never;

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.Read(burns, node);
            footprint.ReadOut(node);
            footprint.ReadIn(node);
            foreach (var edge in view.Out(node, near))
                NameTree(view, edge.To, footprint);
            foreach (var edge in view.In(node, near))
                NameTree(view, edge.From, footprint);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            var time = view.Get(burns, node) + 1;
            foreach (var edge in view.Out(node, near))
                Light(view, edge.To, time, delta);
            foreach (var edge in view.In(node, near))
                Light(view, edge.From, time, delta);
        }

        private void NameTree(View view, NodeId node, Footprint footprint)
        {
            if (view.GetOr(burns, node, 0) == Never)
                footprint.Write(burns, node);
            else
                footprint.Read(burns, node);
        }

        private void Light(View view, NodeId node, int time, Delta delta)
        {
            if (view.GetOr(burns, node, 0) != Never)
                return;
            delta.Set(burns, node, time);
            delta.Enqueue(this, node);
        }
    }
}
