using System.Text;
using Xunit.Sdk;

namespace Xcs.Tests.Execution.Randomized;

/// <summary>A random program, the ways in which it is run, and its arguments.</summary>
internal sealed record RandomCase(int Seed, Block Program)
{
    // Four ways a graph, and each way gets its share of all graphs.
    private const int Ways = 4;
    private const int MostOperators = 3_000;

    public static RandomCase Make(int seed, int size) => new(seed, ProgramGenerator.Make(seed, size));

    /// <summary>Runs the program everywhere; false where it does too much to be worth it.</summary>
    public bool Check()
    {
        var lines = Program.MaxId + 1;
        var expected = Enumerable.Range(0, 3).Select(k => Reference.Run(Program, Arguments(k).ToList(), lines, MostOperators)).ToArray();
        if (Array.Exists(expected, static reference => reference is null))
            return false;

        for (var way = 0; way < Ways; way++)
        {
            var combination = Combination.All[(int)((uint)((Seed * Ways) + way) % (uint)Combination.All.Count)];
            using var guard = Watchdog.Guard(() => $"{combination}\n{this}");
            CheckCombination(combination, expected!, lines);
        }

        return true;
    }

    private void CheckCombination(Combination combination, Reference[] expected, int lines)
    {
        var recorder = new Recorder(lines);
        var function = GraphProgram.Jit(Program, recorder, combination.Options);
        for (var run = 0; run < combination.Runs; run++)
        {
            recorder.Reset();
            var (result, failure, how) = Observe(function, Arguments(run % expected.Length), (Seed + run) % 3);
            // A failed run does not wait for later nodes that wait outside: they end by themselves.
            if (failure is not null)
                SpinWait.SpinUntil(() => recorder.Now.Active == 0 && combination.Options.Pool!.Lane.IsDrained, TimeSpan.FromSeconds(30));
            try
            {
                Compare(expected[run % expected.Length], result, failure, recorder.Now);
            }
            catch (XunitException difference)
            {
                throw new XunitException($"{combination}, run {run} by {how}\n{difference.Message}\n{failure?.StackTrace}\n{function.Explain()}");
            }
        }
    }

    private static (object? Result, Exception? Failure, string How) Observe(IProgramFunction function, ProgramArguments arguments, int how)
    {
        using var cancellation = new CancellationTokenSource();
        try
        {
            return how switch
            {
                0 => (function.InvokeAsync(arguments, CancellationToken.None).GetAwaiter().GetResult(), null, "InvokeAsync"),
                1 => (function.InvokeAsync(arguments, cancellation.Token).GetAwaiter().GetResult(), null, "InvokeAsync with a token"),
                _ => (function.Invoke(arguments), null, "Invoke"),
            };
        }
        catch (Exception failure)
        {
            return (null, failure, how == 2 ? "Invoke" : "InvokeAsync");
        }
    }

    private void Compare(Reference expected, object? result, Exception? failure, RunRecord record)
    {
        Assert.True(record.Violation is null, record.Violation);
        Assert.True(record.Active == 0, $"{record.Active} operators still run after the run");
        CompareOutcome(expected, result, failure);
        foreach (var step in Program.All.Where(static step => step is OperatorStep or ExpandStep))
        {
            var isPure = step is OperatorStep { Flavour: Flavour.Pure, Touch: Touch.Nothing };
            var (least, most, count) = (isPure ? 0 : expected.Counts[step.Id], expected.MostCounts[step.Id], record.Counts[step.Id]);
            Assert.True(count >= least && count <= most, $"line {step.Id} ran {count} times, expected {least} to {most}");
        }

        foreach (var resource in (Touch[])[Touch.ResourceA, Touch.ResourceB, Touch.Commit])
        {
            var (log, wanted) = (record.Logs[(int)resource], expected.Logs[(int)resource]);
            // After a failure ordered effects may have gone further, in order; committing ones never.
            var seen = expected.Failure is not null && resource != Touch.Commit ? log.Take(wanted.Count) : log;
            Assert.True(seen.SequenceEqual(wanted), $"{resource}: {Text(log)}, expected {Text(wanted)}");
        }
    }

    private static void CompareOutcome(Reference expected, object? result, Exception? failure)
    {
        var wanted = expected.Failure;
        Assert.True(wanted?.GetType() == failure?.GetType(), $"{Text(failure) ?? $"result {result}"}, expected {Text(wanted) ?? $"result {expected.Result}"}");
        if (wanted is InvalidOperationException && !wanted.Message.StartsWith("line ", StringComparison.Ordinal))
            Assert.StartsWith("Graph.Reduce", failure!.Message, StringComparison.Ordinal);
        else
            Assert.Equal(wanted?.Message, failure?.Message);
        if (wanted is not null)
            return;
        if (expected.Result is long[] items)
            Assert.Equal(items, (long[])result!);
        else
            Assert.Equal(expected.Result, result);
    }

    private ProgramArguments Arguments(int number) => ProgramArguments.Make(unchecked((Seed * 31) + number));

    private static string? Text(Exception? failure) => failure is null ? null : $"{failure.GetType().Name} \"{failure.Message}\"";

    private static string Text(List<(int Line, long Hash)> log) => $"[{string.Join(", ", log.Select(static entry => $"{entry.Line} on {entry.Hash:x}"))}]";

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"case {Seed}: program of {Program.Size} lines on {Arguments(0)}, {Arguments(1)}, {Arguments(2)}\n");
        Program.Write(text, 2);
        return text.ToString();
    }
}
