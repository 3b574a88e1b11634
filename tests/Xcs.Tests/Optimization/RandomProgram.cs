using Xcs.Dataflow;
using Xcs.Dataflow.Operators;
using Xcs.Tests.Planning;

namespace Xcs.Tests.Optimization;

/// <summary>A random program of pure and impure calls on few values, so that many are equal, constant or unused. Impure calls keep a log.</summary>
internal sealed class RandomProgram
{
    private readonly List<string> _log = [];

    public RandomProgram(int seed, int nodes)
    {
        var random = new Random(seed);
        Operator[] operators = [Pure("sum", static (a, b) => a + b), Pure("mix", static (a, b) => (a * 31) ^ b), Sum(), Sum(), Impure("tell"), Impure("show")];
        var buffer = new GraphBuffer();
        buffer.Add(new ArgumentOperator<long>("x"), [], default);
        while (buffer.Count < nodes)
        {
            if (random.Next(4) == 0)
                buffer.Add(new ConstantOperator<long>(random.Next(3)), [], default);
            else
                AddCall(random, buffer, operators[random.Next(random.Next(1, operators.Length + 1))]);
        }

        Graph = Graphs.Close(buffer, random.Next(buffer.Count / 2, buffer.Count), $"program {seed}");
    }

    public DataflowGraph Graph { get; }

    /// <summary>Result and impure calls of a run.</summary>
    public (long Result, string Calls) Observe(DataflowGraph graph, long argument)
    {
        _log.Clear();
        return (Graphs.Run<long>(graph, argument), string.Join('\n', _log));
    }

    private static void AddCall(Random random, GraphBuffer buffer, Operator node)
    {
        var id = buffer.Add(node, [random.Next(buffer.Count), random.Next(buffer.Count)], default);
        if (random.Next(6) == 0 && buffer.OperatorAt(id - 1).Kind == OperatorKind.Synchronous)
            buffer.AddAfter(id, id - 1);
    }

    [Operator(Pure = true)]
    private static long Add(long a, long b) => a + b;

    // Two operators of one static method: equal in meaning, not in instance.
    private static Operator Sum() => OperatorFacts.Of(((Func<long, long, long>)Add).Method).Call(new Invoker<long, long, long>(Add));

    private static CallOperator<long> Pure(string name, Func<long, long, long> function) => new(name, new Invoker<long, long, long>(function)) { IsPure = true };

    private CallOperator<long> Impure(string name) => new(name, new Invoker<long, long, long>((a, b) =>
    {
        _log.Add($"{name}({a}, {b})");
        return a - b;
    }));
}
