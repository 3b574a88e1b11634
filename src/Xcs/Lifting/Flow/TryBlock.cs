namespace Xcs.Lifting;

/// <summary>One try statement with its handlers.</summary>
internal sealed class TryBlock(Region parent, int start, int end)
{
    private readonly Region _parent = parent;

    public Region Body => field ??= new(_parent, this, start, end);

    public List<Handler> Handlers { get; } = [];

    public IEnumerable<Region> Parts
    {
        get
        {
            yield return Body;
            foreach (var handler in Handlers)
                yield return handler.Region;
        }
    }
}
