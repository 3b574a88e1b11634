namespace Xcs.Tests.Execution.Randomized;

/// <summary>The arguments of random programs: one of each kind.</summary>
internal sealed record ProgramArguments(int Number, long Big, string Text, Pair Pair, long[] Items)
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 5, 17, 70];

    public IReadOnlyList<object> ToList() => [Number, Big, Text, Pair, Items];

    public static ProgramArguments Make(int seed)
    {
        var random = new Random(seed);
        var items = new long[Lengths[random.Next(Lengths.Length)]];
        for (var k = 0; k < items.Length; k++)
            items[k] = random.NextInt64();
        return new(random.Next(-1, 4), random.NextInt64(), $"a{random.Next(100)}", new Pair($"b{random.Next(100)}", random.Next()), items);
    }

    public override string ToString() => $"({Number}, {Big}, {Text}, {Pair}, {Items.Length} items)";
}

internal interface IProgramFunction
{
    object Invoke(ProgramArguments arguments);

    Task<object> InvokeAsync(ProgramArguments arguments, CancellationToken cancellationToken);

    string Explain();
}

internal sealed class ProgramFunction<TResult>(Block program, Recorder recorder, JitOptions options) : IProgramFunction
{
    private readonly JitFunction<int, long, string, Pair, long[], TResult> _function = Graph.Jit(
        (Traced<int> number, Traced<long> big, Traced<string> text, Traced<Pair> pair, Traced<long[]> items) =>
            new GraphProgram(recorder).Trace<TResult>(program, number, big, text, pair, items),
        options);

    public object Invoke(ProgramArguments arguments) =>
        _function.Invoke(arguments.Number, arguments.Big, arguments.Text, arguments.Pair, arguments.Items)!;

    public async Task<object> InvokeAsync(ProgramArguments arguments, CancellationToken cancellationToken) =>
        (await _function.InvokeAsync(arguments.Number, arguments.Big, arguments.Text, arguments.Pair, arguments.Items, cancellationToken).ConfigureAwait(false))!;

    public string Explain() => _function.Explain();
}
