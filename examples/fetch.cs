#:project ../src/Xcs/Xcs.csproj

//   Weather ─┐
//   News ────┼─► Page
//   Stocks ──┘
//
// Operators may be asynchronous: Call takes a method that returns a task and gives its result. None of the three holds a thread while
// it waits, so they overlap on one worker too.
//
// prints: rain · elections · down
// prints: overlapped: True

using Xcs;

var started = 0;
var allStarted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

async Task<string> Answer(string answer)
{
    if (Interlocked.Increment(ref started) == 3)
        allStarted.SetResult();
    await allStarted.Task;                  // nobody goes on before all three have started
    return answer;
}

var page = Graph.Jit((Traced<string> city) =>
{
    var weather = Graph.Call((string _) => Answer("rain"), city);
    var news = Graph.Call((string _) => Answer("elections"), city);
    var stocks = Graph.Call((string _) => Answer("down"), city);
    return Graph.Call((string a, string b, string c) => $"{a} · {b} · {c}", weather, news, stocks);
}, new JitOptions { Pool = new WorkerPool(new WorkerPoolOptions { Workers = 1 }) });

Console.WriteLine(await page.InvokeAsync("London"));
Console.WriteLine($"overlapped: {allStarted.Task.IsCompletedSuccessfully}");
