using Xcs.Dataflow;
using Xcs.Dataflow.Operators;

namespace Xcs.Tests.Planning;

/// <summary>Graphs for tests, built without tracing.</summary>
internal static class Graphs
{
    private static readonly Operator Step = new CallOperator<long>("step", new Invoker<long, long>(static x => x + 1)) { Cost = 10 };

    /// <summary>Argument 0 and a chain of n nodes behind it.</summary>
    public static DataflowGraph Chain(int length, Operator? step = null)
    {
        var buffer = new GraphBuffer();
        var last = buffer.Add(new ArgumentOperator<long>("x"), [], default);
        for (var k = 0; k < length; k++)
            last = buffer.Add(step ?? Step, [last], default);
        return Close(buffer, last, "chain");
    }

    /// <summary>Row r, column c reads the columns c-1, c, c+1 of row r-1 (at the edges two of them).</summary>
    public static DataflowGraph Stencil(int width, int rows)
    {
        var two = new CallOperator<long>("edge", new Invoker<long, long, long>(static (a, b) => a ^ b)) { Cost = 10 };
        var three = new CallOperator<long>("inner", new Invoker<long, long, long, long>(static (a, b, c) => a ^ b ^ c)) { Cost = 10 };
        var buffer = new GraphBuffer();
        var argument = buffer.Add(new ArgumentOperator<long>("x"), [], default);
        for (var column = 0; column < width; column++)
            buffer.Add(Step, [argument], default);
        for (var row = 1; row < rows; row++)
        {
            var above = 1 + ((row - 1) * width);
            buffer.Add(two, [above, above + 1], default);
            for (var column = 1; column < width - 1; column++)
                buffer.Add(three, [above + column - 1, above + column, above + column + 1], default);
            buffer.Add(two, [above + width - 2, above + width - 1], default);
        }

        return Close(buffer, buffer.Count - 1, "stencil");
    }

    /// <summary>Each node reads one to eight nodes anywhere before it, some twice; some operators are asynchronous, some nodes ordered by effect.</summary>
    public static DataflowGraph Random(int seed, int nodes, int reach = int.MaxValue)
    {
        var random = new Random(seed);
        var operators = Enumerable.Range(0, 12).Select(k => Mix(k, 1 + random.Next(2), 1 + random.Next(20))).ToArray();
        var buffer = new GraphBuffer();
        buffer.Add(new ArgumentOperator<long>("x"), [], default);
        buffer.Add(new ConstantOperator<long>(7), [], default);
        while (buffer.Count < nodes)
        {
            var node = operators[random.Next(operators.Length)];
            var inputs = node.InputTypes.Select(_ => random.Next(Math.Max(0, buffer.Count - reach), buffer.Count)).ToArray();
            var id = buffer.Add(node, inputs, default);
            if (id > 3 && random.Next(4) == 0)
                buffer.AddAfter(id, random.Next(2, id));
        }

        return Close(buffer, buffer.Count - 1, $"random {seed}");
    }

    public static DataflowGraph Close(GraphBuffer buffer, int result, string name) =>
        buffer.ToGraph(name, [.. Enumerable.Range(0, buffer.Count)], result);

    /// <summary>Runs the graph node by node on one argument.</summary>
    public static TResult Run<TResult>(DataflowGraph graph, long argument)
    {
        var frame = graph.Sequential.Rent();
        try
        {
            if (graph.ArgumentCount > 0)
                frame.Write(0, argument);
            graph.Sequential.Run(frame);
            return frame.Read<TResult>(graph.Result.Value);
        }
        finally
        {
            graph.Sequential.Return(frame);
        }
    }

    private static Operator Mix(int k, int arity, int cost)
    {
        IReadOnlyList<Effect> effects = k switch { 3 => [new Effect(EffectKind.Ordered, "db")], 4 => [new Effect(EffectKind.Committing, "")], _ => [] };
        if (k == 5)
            return new AsyncOperator<long>("async", new Invoker<long, ValueTask<long>>(static x => new(x * 3))) { Cost = cost };
        return arity == 1
            ? new CallOperator<long>($"one{k}", new Invoker<long, long>(x => (x * 31) + k)) { Cost = cost, Effects = effects }
            : new CallOperator<long>($"two{k}", new Invoker<long, long, long>((x, y) => (x * 31) + (y * 17) + k)) { Cost = cost, Effects = effects };
    }
}
