using System.CommandLine;

namespace Xcs.Bench.Tests;

/// <summary>What the command line refuses before anything is measured.</summary>
public sealed class CommandLineTests
{
    private static readonly Command[] Commands =
        [new PeersCommand(), new LargeCommand(), new StreamsCommand(), new ScalingCommand(), new TaskBenchCommand(), new LiftingCommand(), new RewritingCommand(), new KernelsCommand()];

    public static TheoryData<string> Names => [.. Commands.Select(static command => command.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ANameThatNothingHasIsRefusedWithThoseThatThereAre(string command) =>
        Assert.Matches("^--only: nothing has 'no such' in its name. There is: .+; .+\\.$", Mistake(command, "--only", "no such"));

    [Theory]
    [InlineData("taskbench", "--width", "0", "--width: it is 0; give 1 or more.")]
    [InlineData("taskbench", "--width", "-3", "--width: it is -3; give 1 or more.")]
    [InlineData("taskbench", "--sample", "0", "--sample: it is 0; give 1 or more.")]
    [InlineData("taskbench", "--systems", "no such", "--systems: none has 'no such' in its name. There is: Parallel.For chunks; ")]
    [InlineData("peers", "--csv", "/", "--csv: '/' cannot be written: it is a folder; name a file.")]
    [InlineData("scaling", "--svg", "no-such-folder/chart.svg", "--svg: 'no-such-folder/chart.svg' cannot be written: Could not find a part of the path")]
    public void WhatCannotBeIsRefusedWithTheRule(string command, string option, string value, string rule) =>
        Assert.StartsWith(rule, Mistake(command, option, value), StringComparison.Ordinal);

    [Fact]
    public void LookingWhetherAFileCanBeWrittenLeavesItAsItIs()
    {
        var folder = Directory.CreateTempSubdirectory("xcs-bench-");
        try
        {
            var (there, notThere) = (Path.Combine(folder.FullName, "there.md"), Path.Combine(folder.FullName, "not-there.json"));
            File.WriteAllText(there, "kept");

            Assert.Empty(new PeersCommand().Parse(["--markdown", there, "--json", notThere]).Errors);

            Assert.Equal("kept", File.ReadAllText(there));
            Assert.False(File.Exists(notThere));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void ANameInFullIsNotPartOfOthers()
    {
        var (options, command) = (new CommonOptions(), new Command("test"));
        options.AddTo(command, static () => ["dom", "random"]);

        Assert.True(options.Selects(command.Parse(["--only", "dom"]), "dom"));
        Assert.False(options.Selects(command.Parse(["--only", "dom"]), "random"));
        Assert.True(options.Selects(command.Parse(["--only", "do"]), "random"));
    }

    private static string Mistake(string command, params string[] arguments) =>
        Assert.Single(Commands.Single(found => found.Name == command).Parse(arguments).Errors).Message;
}
