#:project ../src/Xcs/Xcs.csproj

//   Prepare ─► Work ─────────────┐
//                                ├─► total
//   Log("start") ┄► Log("end") ──┘        ┄► keeps order only
//
// A method runs whenever its inputs are there, unless it says that it has an effect: effects on one resource keep the order of the program.
//
// prints: start, end
// prints: 42

using Xcs;

var sum = Graph.Jit((Traced<int> x) =>
{
    var first = Graph.Call(Diary.Write, Graph.Constant("start"));
    var work = Graph.Call(Slow, x);
    var last = Graph.Call(Diary.Write, Graph.Constant("end"));
    return Graph.Call((int value, int a, int b) => value, work, first, last);
});

var result = sum.Invoke(41);
Console.WriteLine(string.Join(", ", Diary.Lines));
Console.WriteLine(result);
Console.WriteLine(sum.Plan.ToText());

static int Slow(int x) => x + 1;

static class Diary
{
    public static List<string> Lines { get; } = [];

    [Operator(Effect = EffectKind.Ordered, Resource = "diary")]
    public static int Write(string line)
    {
        Lines.Add(line);
        return Lines.Count;
    }
}
