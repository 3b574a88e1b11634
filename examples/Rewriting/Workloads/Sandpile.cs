namespace RewritingExamples;

/// <summary>
/// The abelian sandpile (Bak, Tang, Wiesenfeld 1987): sand in the middle of a table, and a cell with four grains or more gives one to each side. The
/// order makes no difference to the result (Dhar 1990), so all cells topple at once and the grains that come together are added.
/// </summary>
public sealed class Sandpile : IWorkload
{
    public string Name => "sandpile";

    public string Unit => "grains";

    public int SmallSize => 1 << 13;

    public int BigSize => 1 << 16;

    public WorkloadResult Run(WorldOptions options, int size)
    {
        // A pile of N grains has a radius of about √(N / 2.1 π).
        var side = (2 * (int)Math.Sqrt(size / 5.5)) + 9;
        var middle = side * side / 2;

        using var world = new World(options with { Policy = ConflictPolicy.Join });
        var near = world.EdgeType("near");
        var grains = world.NodeAttachment<int>("grains", static (before, joined, next) => joined + next - before);
        var grid = Grid.Create(world, side, (delta, cell) => delta.Set(grains, cell, cell.Index == middle ? size : 0));
        var topple = world.Register(new Topple(near, grains));
        world.Activate(topple, grid.Warp);
        var measured = new Measured(world);
        measured.Tick(rounds: int.MaxValue);

        int[] plain = [];
        var plainTime = Measured.TimeOf(() => plain = Plain(side, middle, size));
        var view = world.Read(grid.Warp);
        int[] cells = [.. Enumerable.Range(0, grid.Cells).Select(k => view.Get(grains, grid[k]))];
        var picture = new Picture(side, [.. cells.Select(static cell => (byte)cell)], [0x10243E, 0x2E86AB, 0xF6C85F, 0xA23B3B]);
        return measured.Against(plainTime, cells.AsSpan().SequenceEqual(plain), $"{cells.Count(static cell => cell > 0)} cells hold {cells.Sum()} grains", picture);
    }

    private static int[] Plain(int side, int middle, int size)
    {
        var cells = new int[side * side];
        cells[middle] = size;
        var unstable = new Stack<int>([middle]);
        while (unstable.TryPop(out var cell))
        {
            var share = cells[cell] / 4;
            cells[cell] %= 4;
            if (share == 0)
                continue;
            var x = cell % side;
            Give(x > 0, cell - 1);
            Give(x < side - 1, cell + 1);
            Give(cell >= side, cell - side);
            Give(cell < cells.Length - side, cell + side);

            void Give(bool isInside, int other)
            {
                if (!isInside)
                    return;
                cells[other] += share;
                if (cells[other] >= 4)
                    unstable.Push(other);
            }
        }

        return cells;
    }

    /// <summary>What goes over the rim is lost.</summary>
    private sealed class Topple(EdgeType near, Attachment<int> grains) : Rule("topple")
    {
        public override bool Match(View view, NodeId node) => view.Get(grains, node) >= 4;

        public override void Footprint(View view, NodeId node, Footprint footprint)
        {
            footprint.ReadOut(node);
            footprint.ReadIn(node);
            footprint.Write(grains, node);
            foreach (var edge in view.Out(node, near))
                footprint.Write(grains, edge.To);
            foreach (var edge in view.In(node, near))
                footprint.Write(grains, edge.From);
        }

        public override void Execute(View view, NodeId node, Delta delta)
        {
            var share = view.Get(grains, node) / 4;
            delta.Set(grains, node, view.Get(grains, node) % 4);
            foreach (var edge in view.Out(node, near))
                delta.Set(grains, edge.To, view.Get(grains, edge.To) + share);
            foreach (var edge in view.In(node, near))
                delta.Set(grains, edge.From, view.Get(grains, edge.From) + share);
        }
    }
}
