using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Xcs.Tests.Execution.Randomized;

/// <summary>
/// Random programs run by Xcs in every mode, on pools of every size, compiled and not, against a plain interpreter. Environment:
/// XCS_GRAPHS, how many (3,000); XCS_SEED, the seed of the first (1), which a failure prints.
/// </summary>
public sealed class RandomGraphTests
{
    private const int Size = 100;

    [Fact]
    public void EveryWayOfRunningGivesWhatTheSequentialProgramGives()
    {
        var graphs = FromEnvironment("XCS_GRAPHS", 3_000);
        var seed = FromEnvironment("XCS_SEED", 1);
        var skipped = 0;
        var cases = Gen.Sized(static size => Gen.Select(Gen.Choose(int.MinValue / 64, int.MaxValue / 64), seed => RandomCase.Make(seed, size)));
        var property = Prop.ForAll(Arb.From(cases, Shrink), random =>
        {
            if (!random.Check())
                skipped++;
        });
        Check.One(
            Config.QuickThrowOnFailure
                .WithMaxTest(graphs)
                .WithStartSize(4)
                .WithEndSize(Size)
                .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd((ulong)seed, 1), FSharpOption<int>.None))),
            property);
        Assert.True(skipped < graphs / 10, $"{skipped} of {graphs} programs did too much to be run");
    }

    private static IEnumerable<RandomCase> Shrink(RandomCase failed) =>
        ProgramShrinker.Shrink(failed.Program).Select(program => failed with { Program = program });

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
