namespace Xcs.Tests.Lifting.Differential;

/// <summary>The comparison itself: it must see what it is there to see.</summary>
public class DifferentialCheckTests
{
    private static int s_counter;

    [Fact]
    public void EqualFunctionsDoNotDiffer() => Assert.Null(Difference<Func<double, double, double>>(static (a, b) => a * b, static (a, b) => b * a));

    [Fact]
    public void ResultsAreSeen() => Assert.NotNull(Difference<Func<int, int>>(static a => a / 2, static a => a >> 1));

    [Fact]
    public void SignsOfZeroAreSeen() => Assert.NotNull(Difference<Func<double, double>>(static a => a, static a => a + 0.0));

    [Fact]
    public void UnorderedComparisonsAreSeen() => Assert.NotNull(Difference<Func<double, double, bool>>(static (a, b) => !(a < b), static (a, b) => a >= b));

    [Fact]
    public void TypesOfExceptionsAreSeen() => Assert.NotNull(Difference<Func<string?, int>>(
        static s => s!.Length, static s => s?.Length ?? throw new ArgumentNullException(nameof(s))));

    [Fact]
    public void MutatedArgumentsAreSeen() => Assert.NotNull(Difference<Action<int[]>>(static a => a[0] = 1, static a => a[0] = 2));

    [Fact]
    public void SpansAreSeen() => Assert.NotNull(Difference<SpanAction>(static s => s.Fill(1), static s => s.Clear()));

    [Fact]
    public void WritesThroughReferencesBeforeAnExceptionAreSeen() => Assert.NotNull(Difference<RefFunction>(
        static (ref int a) => a / (a = 0), static (ref int a) => throw new DivideByZeroException()));

    [Fact]
    public void DepthsOfCollectionsAreSeen() => Assert.NotNull(Difference<Func<int, List<int[]>>>(static a => [[1], [a]], static a => [[1], [a == 0 ? 1 : a]]));

    [Fact]
    public void EffectsAreSeenInTheirOrder() => Assert.NotNull(Difference<Func<int, int>>(
        static a => CorpusLog.Note(a) + CorpusLog.Note(1), static a => CorpusLog.Note(1) + CorpusLog.Note(a)));

    [Fact]
    public void InputsAreTheSameForBothSides()
    {
        // A function of a mutable static gives other results to the second side: what it sees must come from its arguments alone.
        s_counter = 0;
        Assert.NotNull(Difference<Func<int, int>>(static _ => s_counter++, static _ => s_counter++));
        Assert.Null(Difference<Func<string?, int[]?, double?, (int, string?), object>>(
            static (a, b, c, d) => new object?[] { a, b, c, d }, static (a, b, c, d) => new object?[] { a, b, c, d }));
    }

    private delegate void SpanAction(Span<int> span);

    private delegate int RefFunction(ref int a);

    private static string? Difference<TDelegate>(TDelegate original, TDelegate copy) where TDelegate : Delegate
    {
        var inputs = MethodInputs.For(typeof(TDelegate).GetMethod("Invoke")!.GetParameters(), out _)!;
        return DifferentialCheck.Difference(original, copy, inputs, 1, 200, CorpusLog.Take);
    }
}
