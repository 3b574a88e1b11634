namespace RewritingExamples;

/// <summary>A square of cells joined to their neighbours by edges to the right and down; cell (x, y) is node y·side + x.</summary>
public sealed record Grid(Warp Warp, int Side)
{
    private static readonly (int X, int Y)[] Beside = [(1, 0), (0, 1)];
    private static readonly (int X, int Y)[] Around = [(1, 0), (0, 1), (1, 1), (-1, 1)];

    public int Cells => Side * Side;

    public NodeId this[int cell] => new(Warp.Id, (uint)cell);

    /// <summary>Four neighbours each, fewer at the rim.</summary>
    public static Grid Create(World world, int side, Action<Delta, NodeId> begin) => Create(world, side, Beside, isTorus: false, begin);

    /// <summary>Eight neighbours each; what leaves on one side comes in on the other.</summary>
    public static Grid CreateTorus(World world, int side, Action<Delta, NodeId> begin) => Create(world, side, Around, isTorus: true, begin);

    private static Grid Create(World world, int side, (int X, int Y)[] steps, bool isTorus, Action<Delta, NodeId> begin)
    {
        var (cell, near) = (world.NodeType("cell"), world.EdgeType("near"));
        var grid = new Grid(world.CreateWarp("grid"), side);
        world.Edit(grid.Warp, delta =>
        {
            for (var k = 0; k < grid.Cells; k++)
                begin(delta, delta.CreateNode(cell));
        });
        world.Edit(grid.Warp, delta =>
        {
            for (var k = 0; k < grid.Cells; k++)
            {
                foreach (var (stepX, stepY) in steps)
                {
                    var (x, y) = ((k % side) + stepX, (k / side) + stepY);
                    if (isTorus || (x < side && y < side))
                        delta.CreateEdge(near, grid[k], grid[(y % side * side) + ((x + side) % side)]);
                }
            }
        });
        return grid;
    }
}
