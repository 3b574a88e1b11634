namespace RewritingExamples;

/// <summary>
/// Conway's Game of Life on a torus. Two fields take turns: a generation reads one and writes the other, so that no two cells are in each other's way.
/// Only cells near a change are looked at.
/// </summary>
public sealed class Life : IWorkload
{
    private const double Density = 0.3;
    private const int Generations = 100;

    public string Name => "life";

    public string Unit => "cells a side";

    public int SmallSize => 128;

    public int BigSize => 1000;

    public WorkloadResult Run(WorldOptions options, int size)
    {
        using var world = new World(options);
        var near = world.EdgeType("near");
        var (even, odd) = (world.NodeAttachment<byte>("even"), world.NodeAttachment<byte>("odd"));
        var grid = Grid.CreateTorus(world, size, (delta, cell) =>
        {
            delta.Set(even, cell, First(cell.Index));
            delta.Set(odd, cell, First(cell.Index));
        });

        var toOdd = new Generation("to odd", near, even, odd);
        var toEven = new Generation("to even", near, odd, even) { Next = toOdd };
        toOdd.Next = toEven;
        world.Register(toOdd);
        world.Register(toEven);

        world.EnqueueAll(toOdd, grid.Warp);
        var measured = new Measured(world);
        measured.Tick(rounds: Generations);

        byte[] plain = [];
        var plainTime = Measured.TimeOf(() => plain = Plain(size));
        var view = world.Read(grid.Warp);
        byte[] cells = [.. Enumerable.Range(0, grid.Cells).Select(k => view.Get(even, grid[k]))];
        return measured.Against(plainTime, cells.AsSpan().SequenceEqual(plain), $"{cells.Count(static cell => cell == 1)} cells live after {Generations} generations", new Picture(size, cells, [0xFFFFFF, 0x1F3A5F]));
    }

    private static byte First(uint cell) => Mix.Chance(cell, Density) ? (byte)1 : (byte)0;

    private static byte[] Plain(int side)
    {
        var now = new byte[side * side];
        for (var k = 0; k < now.Length; k++)
            now[k] = First((uint)k);
        for (var generation = 0; generation < Generations; generation++)
        {
            var next = new byte[now.Length];
            for (var y = 0; y < side; y++)
            {
                var (above, here, below) = ((y + side - 1) % side * side, y * side, (y + 1) % side * side);
                for (var x = 0; x < side; x++)
                {
                    var (left, right) = ((x + side - 1) % side, (x + 1) % side);
                    var live = now[above + left] + now[above + x] + now[above + right] + now[here + left] + now[here + right] + now[below + left] + now[below + x] + now[below + right];
                    next[here + x] = live == 3 || (live == 2 && now[here + x] == 1) ? (byte)1 : (byte)0;
                }
            }

            now = next;
        }

        return now;
    }

    /// <summary>From one field to the other, where either the cell changes or the other field still has what was there two generations ago.</summary>
    private sealed class Generation(string name, EdgeType near, Attachment<byte> now, Attachment<byte> then) : Rule(name)
    {
        public Generation Next { get; set; } = null!;

        public override bool Match(View view, NodeId node)
        {
            var value = Fate(view, node);
            return value != view.Get(now, node) || value != view.Get(then, node);
        }

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.Write(then, node);
            footprint.Read(now, node);
            footprint.ReadOut(node);
            footprint.ReadIn(node);
            foreach (var edge in view.Out(node, near))
                footprint.Read(now, edge.To);
            foreach (var edge in view.In(node, near))
                footprint.Read(now, edge.From);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            var value = Fate(view, node);
            delta.Set(then, node, value);
            if (value == view.Get(now, node))
                return;
            delta.Enqueue(Next, node);
            foreach (var edge in view.Out(node, near))
                delta.Enqueue(Next, edge.To);
            foreach (var edge in view.In(node, near))
                delta.Enqueue(Next, edge.From);
        }

        private byte Fate(View view, NodeId node)
        {
            var live = 0;
            foreach (var edge in view.Out(node, near))
                live += view.Get(now, edge.To);
            foreach (var edge in view.In(node, near))
                live += view.Get(now, edge.From);
            return live == 3 || (live == 2 && view.Get(now, node) == 1) ? (byte)1 : (byte)0;
        }
    }
}
