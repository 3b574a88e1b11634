using System.Text.RegularExpressions;
using Spectre.Console;
using Xcs.Progress;

namespace Xcs.ConsoleTests.Progress;

public sealed partial class RunProgressDisplayTests
{
    [Fact]
    public void BarsEndFullForTheRunAndForEachMap()
    {
        var screen = new Screen(isInteractive: true);
        var sum = RunProgressDisplay.Show("Adding [up]", progress => Program(progress).Invoke([1, 2, 3, 4]), screen.Console);
        Assert.Equal(14, sum);
        Assert.Contains("Adding [up]", screen.Last, StringComparison.Ordinal);
        Assert.Matches(@"Adding \[up\] .*100% *2/2", screen.Last);
        Assert.Matches(@"map Increment .*100% *4/4", screen.Last);
    }

    [Fact]
    public async Task RunsThatNobodyWaitsForAreShownToo()
    {
        var screen = new Screen(isInteractive: true);
        Assert.Equal(14, await RunProgressDisplay.ShowAsync("Adding", progress => Program(progress).InvokeAsync([1, 2, 3, 4], TestContext.Current.CancellationToken), screen.Console));
        Assert.Matches(@"Adding .*100% *2/2", screen.Last);
    }

    [Fact]
    public void FailureIsShownAndSurfaces()
    {
        foreach (var isInteractive in (bool[])[true, false])
        {
            var screen = new Screen(isInteractive);
            Assert.Throws<ArgumentOutOfRangeException>(() => RunProgressDisplay.Show("Adding", progress => Program(progress).Invoke([1, -2, 3]), screen.Console));
            Assert.Contains(isInteractive ? "Adding failed" : "Adding: failed after", screen.Last, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void RedirectedOutputGetsPlainLines()
    {
        var screen = new Screen(isInteractive: false);
        Assert.Equal(14, RunProgressDisplay.Show("Adding [up]", progress => Program(progress).Invoke([1, 2, 3, 4]), screen.Console));
        Assert.Matches(@"^Adding \[up\]: done in [\d.]+ m?s, 2 of 2 nodes, 4 of 4 units\r?\n$", screen.Text);
    }

    [Fact]
    public async Task LongRunsGiveALineASecond()
    {
        var screen = new Screen(isInteractive: false);
        var clock = new HalfSeconds();
        await ProgressLines.ShowAsync(
            "Adding",
            progress =>
            {
                for (var done = 0; done <= 4; done++)
                {
                    progress.Report(new RunProgress([new OperatorProgress("map Increment", done / 4, 1, done, 4)], TimeSpan.FromSeconds(done), 0));
                    clock.Step();
                }

                return Task.FromResult(0);
            },
            screen.Console, clock);
        Assert.Equal(
            "Adding: 40 %, 0 of 1 nodes, 2 of 4 units, 3.0 s left\nAdding: done in 2.5 s, 1 of 1 nodes, 4 of 4 units\n",
            screen.Text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void TitleAndRunAreRequired()
    {
        Assert.Throws<ArgumentException>(() => RunProgressDisplay.Show("", static _ => 1));
        Assert.Throws<ArgumentNullException>(() => RunProgressDisplay.Show<int>("Adding", null!));
    }

    private static JitFunction<int[], int> Program(IProgress<RunProgress> progress) => Graph.Jit(
        (Traced<int[]> items) => Graph.Map(items, item => item.Then(Increment)).Then(Enumerable.Sum), new JitOptions { Progress = progress });

    private static int Increment(int value) => value >= 0 ? value + 1 : throw new ArgumentOutOfRangeException(nameof(value));

    private sealed class HalfSeconds : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 2;

        public void Step() => _now++;

        public override long GetTimestamp() => _now;
    }

    private sealed partial class Screen
    {
        private readonly Output _output = new();

        public Screen(bool isInteractive) => Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isInteractive ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = isInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = _output,
        });

        public IAnsiConsole Console { get; }

        public string Text => Escapes().Replace(_output.Writer.ToString()!, "");

        /// <summary>What is left on the screen: the last drawing.</summary>
        public string Last => Text.TrimEnd() is var text && text.LastIndexOf('\r') is var start && start >= 0 ? text[start..] : text;

        [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
        private static partial Regex Escapes();
    }

    private sealed class Output : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = new StringWriter();

        public bool IsTerminal => false;

        public int Width => 120;

        public int Height => 40;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
