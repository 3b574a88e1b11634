namespace Xcs.Tests.Tracing;

/// <summary>What is traced once is shared where, and only where, nothing is captured.</summary>
public sealed class SharedTraceTests
{
    private static int s_traces;

    [Fact]
    public void AFunctionThatCapturesNothingIsTracedOnce()
    {
        s_traces = 0;
        var functions = Enumerable.Range(0, 50).Select(_ => Graph.Jit<int, int>(Counted)).ToList();

        Assert.Equal(1, s_traces);
        Assert.All(functions, function => Assert.Equal(6, function.Invoke(5)));
    }

    [Fact]
    public void CapturedValuesAreThoseOfTheMoment()
    {
        for (var k = 0; k < 10; k++)
        {
            var captured = k;
            var function = Graph.Jit((Traced<int> x) => x + captured);
            captured = 1000;
            Assert.Equal(5 + k, function.Invoke(5));
        }
    }

    [Fact]
    public void PrivateFieldsOfABaseClassAreCapturedValues()
    {
        var (one, two) = (new Derived(1), new Derived(2));
        Assert.Equal(11, Graph.Jit<int, int>(one.Add).Invoke(10));
        Assert.Equal(12, Graph.Jit<int, int>(two.Add).Invoke(10));
    }

    [Fact]
    public void ItemsOfAnArrayAreCapturedValues()
    {
        int[] one = [1];
        int[] two = [2];
        Assert.Equal(11, Graph.Jit<int, int>(one.AddFirst).Invoke(10));
        Assert.Equal(12, Graph.Jit<int, int>(two.AddFirst).Invoke(10));
    }

    [Fact]
    public void GenericFunctionsAreSharedByTheirTypes()
    {
        Assert.Equal("Int32 1", Graph.Jit<int, string>(Named).Invoke(1));
        Assert.Equal("String 1", Graph.Jit<string, string>(Named).Invoke("1"));
        Assert.Equal("Object 1", Graph.Jit<object, string>(Named).Invoke("1"));
    }

    [Fact]
    public void OptionsOfOneCallDoNotReachAnother()
    {
        var pool = Execution.SharedPools.Of(3);
        var sequential = Graph.Jit<int, string>(ThreadName, new JitOptions { Mode = ExecutionMode.Sequential, Pool = pool });
        var shared = Graph.Jit<int, string>(ThreadName);
        Assert.Contains("Sequential", sequential.Explain(), StringComparison.Ordinal);
        Assert.NotSame(sequential.Graph, shared.Graph);
    }

    [Fact]
    public async Task ManyThreadsTraceTheSameFunctionAtOnce()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(k => Task.Run(() => Graph.Jit<long, long>(Twice).Invoke(k))));
        Assert.Equal(Enumerable.Range(0, 32).Select(k => 2L * k), results);
    }

    private static Traced<int> Counted(Traced<int> x)
    {
        Interlocked.Increment(ref s_traces);
        return x + 1;
    }

    private static Traced<string> Named<T>(Traced<T> x) => x.Then(v => $"{typeof(T).Name} {v}");

    private static Traced<string> ThreadName(Traced<int> x) => x.Then(_ => Thread.CurrentThread.Name ?? "");

    private static Traced<long> Twice(Traced<long> x) => x.Then(v => v) + x.Then(v => v);

    private class Base(int summand)
    {
        private readonly int _summand = summand;

        protected Traced<int> AddSummand(Traced<int> x) => x + _summand;
    }

    private sealed class Derived(int summand) : Base(summand)
    {
        public Traced<int> Add(Traced<int> x) => AddSummand(x);
    }
}

internal static class ArrayExtensions
{
    public static Traced<int> AddFirst(this int[] items, Traced<int> x) => x + items[0];
}
