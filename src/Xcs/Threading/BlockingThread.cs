using System.Diagnostics;

namespace Xcs.Threading;

/// <summary>A thread of the blocking lane: may sleep in an operator for as long as it likes without holding up a worker.</summary>
[DebuggerDisplay("{Name,nq}")]
internal sealed class BlockingThread(BlockingLane lane, WorkerPool pool, int index, WorkItem first)
{
    private PoolThread? _thread;

    /// <summary>The lowest number that no living thread of the lane had at the start.</summary>
    public int Index => index;

    /// <summary>What to run next; set under the lane's gate by whoever takes this thread out of the idle ones.</summary>
    public WorkItem Next { get; set; } = first;

    /// <summary>Unparked once by whoever takes this thread out of the idle ones.</summary>
    public Parker Parker { get; } = new();

    public string Name
    {
        get
        {
            const string Worker = "-worker";
            var name = pool.Options.Name;
            if (name.EndsWith(Worker, StringComparison.Ordinal))
                name = name[..^Worker.Length];
            return $"{name}-blocking-{index}";
        }
    }

    public void Start() => _thread = PoolThread.Start(pool.Options, Name, Run);

    public void Join() => _thread?.Join();

    private void Run()
    {
        PoolContext.Enter(pool, null);
        var item = Next;
        Next = default;
        do
        {
            pool.Execute(item);
        }
        while (lane.TryTakeNext(this, out item));

        PoolContext.Leave();
    }
}
