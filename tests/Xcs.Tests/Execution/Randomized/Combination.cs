namespace Xcs.Tests.Execution.Randomized;

/// <summary>One way of running: all of them take turns over the graphs.</summary>
internal sealed record Combination(ExecutionMode Mode, int Workers, CompilationMode Compilation)
{
    public static IReadOnlyList<Combination> All { get; } =
    [
        .. from workers in (int[])[1, 2, 3, 8, 32]
           from mode in Enum.GetValues<ExecutionMode>()
           from compilation in Enum.GetValues<CompilationMode>()
           select new Combination(mode, workers, compilation),
    ];

    /// <summary>A graph that is tiered runs often enough for its tier to change under it.</summary>
    public int Runs => Compilation == CompilationMode.Tiered ? 6 : 2;

    public JitOptions Options => new() { Mode = Mode, Compilation = Compilation, Pool = SharedPools.Of(Workers) };

    public override string ToString() => $"{Mode}, {Workers} workers, {Compilation}";
}
