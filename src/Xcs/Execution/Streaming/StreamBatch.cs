namespace Xcs.Execution.Streaming;

/// <summary>What one message between the blocks of a stream carries: one item, or several neighbours where items are cheap.</summary>
internal sealed class StreamBatch(Func<Frame> createFrame)
{
    private readonly List<StreamItem> _items = [];

    /// <summary>The position of the first item in the stream.</summary>
    public long First { get; private set; }

    public int Count { get; private set; }

    /// <summary>How many items the batch has frames for.</summary>
    public int Capacity => _items.Count;

    /// <summary>How long the stages have worked on the batch, in ticks of the stopwatch.</summary>
    public long Work { get; set; }

    public StreamItem this[int k] => _items[k];

    public void Begin(long first)
    {
        First = first;
        Count = 0;
        Work = 0;
    }

    public StreamItem Add(RunContext context)
    {
        if (Count == _items.Count)
            _items.Add(new StreamItem(createFrame()));
        var item = _items[Count++];
        item.Begin(context);
        return item;
    }

    public void Rest()
    {
        for (var k = 0; k < Count; k++)
            _items[k].Rest();
        Count = 0;
    }
}
