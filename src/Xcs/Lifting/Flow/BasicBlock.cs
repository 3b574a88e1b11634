using System.Linq.Expressions;

namespace Xcs.Lifting;

/// <summary>Instructions that always run one after another. The stack machine fills in what they say.</summary>
internal sealed class BasicBlock(int index, int start, Region region)
{
    /// <summary>Its place in the order of offsets.</summary>
    public int Index { get; } = index;

    /// <summary>The offset of its first instruction.</summary>
    public int Start { get; } = start;

    public Region Region { get; } = region;

    /// <summary>The instructions [<see cref="First"/>, <see cref="End"/>).</summary>
    public int First { get; init; }

    public int End { get; set; }

    /// <summary>How many edges lead here, counted once for each block that they come from.</summary>
    public int Predecessors { get; set; }

    public List<Expression> Statements { get; private set; } = [];

    /// <summary>How it ends; null while nothing is known to reach it.</summary>
    public Terminator? Terminator { get; set; }

    public void Clear()
    {
        Statements = [];
        Terminator = null;
    }

    public override string ToString() => $"IL_{Start:X4}";
}
