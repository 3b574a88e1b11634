#:project ../src/Xcs/Xcs.csproj

//   Step(0) ─► Step(1) ─► Step(2) ─► …          cancelled after the third
//
// A run stops between operators, and inside those that take the token. Progress says how far it came.
//
// prints: cancelled after 3 steps
// prints: 3 of 10 nodes done

using Xcs;

using var stop = new CancellationTokenSource();
var done = 0;
var progress = new LastReport();

int Step(int x)
{
    if (++done == 3)
        stop.Cancel();
    return x + 1;
}

var steps = Graph.Jit((Traced<int> x) =>
{
    for (var i = 0; i < 10; i++)            // an ordinary loop: it runs while tracing and makes ten nodes
        x = Graph.Call(Step, x);
    return x;
}, new JitOptions { Progress = progress });

try
{
    await steps.InvokeAsync(0, stop.Token);
}
catch (OperationCanceledException)
{
    Console.WriteLine($"cancelled after {done} steps");
    Console.WriteLine($"{done} of {progress.Last?.NodesTotal} nodes done");
}

// Reported from whichever thread did the work: keep it short.
sealed class LastReport : IProgress<RunProgress>
{
    public RunProgress? Last { get; private set; }

    public void Report(RunProgress value) => Last = value;
}
