namespace Xcs.Lifting;

/// <summary>A stretch of code that is structured by itself: the whole method, the body of a try, or one of its handlers.</summary>
internal sealed class Region(Region? parent, TryBlock? owner, int start, int end)
{
    public Region? Parent { get; } = parent;

    /// <summary>The try statement that this is a part of; null for the whole method.</summary>
    public TryBlock? Owner { get; } = owner;

    public int Start { get; } = start;

    public int End { get; } = end;

    public List<TryBlock> Tries { get; } = [];

    /// <summary>Where <c>endfinally</c> goes: the end of the region.</summary>
    public BasicBlock? Exit { get; set; }

    /// <summary>The innermost region around an offset.</summary>
    public Region Innermost(int offset)
    {
        foreach (var block in Tries)
            foreach (var part in block.Parts)
                if (part.Start <= offset && offset < part.End)
                    return part.Innermost(offset);
        return this;
    }
}
