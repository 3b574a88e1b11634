namespace Xcs.Tests.Dataflow;

/// <summary>The text of a graph has a line a node, whatever names and values a program has.</summary>
public sealed class TextFormTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("two\nlines\r\n", "\"two\\nlines\\r\\n\"")]
    [InlineData("a \"b\" \\ 'c'", "\"a \\\"b\\\" \\\\ 'c'\"")]
    [InlineData("\0\t\u001b", "\"\\0\\t\\u001B\"")]
    [InlineData("日本語😀", "\"日本語😀\"")]
    public void StringsAreWrittenAsInCSharp(string value, string text) => Assert.Equal($"  %0: string = {text}\n", ConstantLine(value));

    [Theory]
    [InlineData('\n', "'\\n'")]
    [InlineData('\'', "'\\''")]
    [InlineData('"', "'\"'")]
    public void CharactersAreWrittenAsInCSharp(char value, string text) => Assert.Equal($"  %0: char = {text}\n", ConstantLine(value));

    [Fact]
    public void OfALongStringTheBeginningAndItsLengthAreWritten()
    {
        Assert.Equal($"  %0: string = \"{new string('x', 120)}…\" (5000 characters)\n", ConstantLine(new string('x', 5000)));
        Assert.Equal($"  %0: string = \"{new string('x', 119)}…\" (121 characters)\n", ConstantLine(new string('x', 119) + "😀"));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("\u001b[31mred")]
    public void NamesAreRefusedThatDoNotStandOnALine(string name)
    {
        var builder = new GraphBuilder();
        Assert.Contains("holds a line break or another control character", Assert.Throws<ArgumentException>(() => new GraphBuilder(name)).Message, StringComparison.Ordinal);
        Assert.Contains("holds a line break or another control character", Assert.Throws<ArgumentException>(() => builder.Argument<int>(name)).Message, StringComparison.Ordinal);
        Assert.Contains("holds a line break or another control character", Assert.Throws<TracingException>(() => builder.Add((int x) => x, name)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(new WorkerPoolOptions { Name = name }));
    }

    [Fact]
    public void DeclaredNamesAndResourcesAreRefusedTheSameWay()
    {
        Assert.Contains(": its name or its resource holds a line break", Assert.Throws<TracingException>(() => Graph.Trace((Traced<int> x) => x.Then(Named))).Message, StringComparison.Ordinal);
        Assert.Contains(": its name or its resource holds a line break", Assert.Throws<TracingException>(() => Graph.Trace((Traced<int> x) => x.Then(Logged))).Message, StringComparison.Ordinal);
    }

    [Operator(Name = "two\nlines")]
    private static int Named(int x) => x;

    [Operator(Effect = EffectKind.Ordered, Resource = "two\nlines")]
    private static int Logged(int x) => x;

    private static string ConstantLine<T>(T value)
    {
        var builder = new GraphBuilder();
        return builder.Build(builder.Constant(value)).ToText().Split('\n')[1] + "\n";
    }
}
