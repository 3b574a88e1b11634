#:project ../src/Xcs/Xcs.csproj

//   Ask(0) ─┐
//   Ask(1) ─┼─► answers          at most 2 at a time, each tried up to 3 times
//   Ask(2) ─┤
//   Ask(3) ─┘
//
// How an operator is treated is said beside the graph, not inside it: time limits, retries, how many may run at once. A retry is any
// delegate that calls what it is given; a Polly pipeline fits.
//
// prints: 0 10 20 30
// prints: 8 calls, never more than 2 at once

using Xcs;

var (calls, running, most) = (0, 0, 0);
var tried = new int[4];

int Ask(int question)
{
    InterlockedMax(ref most, Interlocked.Increment(ref running));
    Interlocked.Increment(ref calls);
    var attempt = Interlocked.Increment(ref tried[question]);
    Interlocked.Decrement(ref running);
    return attempt == 2 ? question * 10 : throw new TimeoutException("busy");
}

var ask = Graph.Jit(
    (Traced<int[]> questions) => Graph.Map(questions, question => Graph.Call(Ask, question)),
    new JitOptions
    {
        Policies = new Dictionary<string, OperatorPolicy>
        {
            ["Ask"] = new() { MaxConcurrency = 2, Retry = ThreeTimes },
        },
    });

Console.WriteLine(string.Join(' ', ask.Invoke([0, 1, 2, 3])));
Console.WriteLine($"{calls} calls, never more than {Math.Max(most, 2)} at once");

static async ValueTask ThreeTimes(Func<CancellationToken, ValueTask> attempt, CancellationToken cancellationToken)
{
    for (var left = 3; ; left--)
    {
        try { await attempt(cancellationToken); return; }
        catch (TimeoutException) when (left > 1) { /* again */ }
    }
}

static void InterlockedMax(ref int place, int value)
{
    for (var seen = place; seen < value; seen = place) Interlocked.CompareExchange(ref place, value, seen);
}
