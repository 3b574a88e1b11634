using BenchmarkDotNet.Attributes;

namespace Xcs.Benchmarks;

/// <summary>Reading and writing slots: a chain of nodes that do nothing, called one by one through their operators.</summary>
public class SlotBenchmarks
{
    private const int Nodes = 1000;

    private JitFunction<ulong, ulong> _number = null!;
    private JitFunction<string, string> _reference = null!;
    private JitFunction<(long A, long B, long C), (long A, long B, long C)> _structure = null!;

    [GlobalSetup]
    public void Setup()
    {
        _number = Chain<ulong>();
        _reference = Chain<string>();
        _structure = Chain<(long A, long B, long C)>();
    }

    [Benchmark(OperationsPerInvoke = Nodes)]
    public ulong Number() => _number.Invoke(1);

    [Benchmark(OperationsPerInvoke = Nodes)]
    public string Reference() => _reference.Invoke("text");

    [Benchmark(OperationsPerInvoke = Nodes)]
    public (long A, long B, long C) StructOf24Bytes() => _structure.Invoke((1, 2, 3));

    private static JitFunction<T, T> Chain<T>()
    {
        static T Same(T value) => value;
        return Graph.Jit(
            (Traced<T> x) =>
            {
                var value = x;
                for (var k = 0; k < Nodes; k++)
                    value = Graph.Call(Same, value);
                return value;
            },
            new JitOptions { Mode = ExecutionMode.Sequential, Compilation = CompilationMode.Interpreted });
    }
}
