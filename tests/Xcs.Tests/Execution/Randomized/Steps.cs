namespace Xcs.Tests.Execution.Randomized;

/// <summary>How an operator does its work.</summary>
internal enum Flavour
{
    Synchronous,
    Heavy,
    Pure,
    Blocking,
    Task,
    ValueTask,
    Nested,
}

/// <summary>What an asynchronous operator waits for.</summary>
internal enum Wait
{
    Nothing,
    Yield,
    Hop,
    Delay,
}

internal enum Touch
{
    Nothing,
    ResourceA,
    ResourceB,
    Commit,
}

internal enum Fault
{
    Throw,
    FaultedTask,
    AfterWait,
    CancelledTask,
}

/// <summary>Which value of a kind is meant: counted back from the newest in scope, modulo how many there are, so that every number is valid.</summary>
internal readonly record struct Pick(Kind Kind, int Back)
{
    public override string ToString() => $"{Kind}-{Back}";
}

/// <summary>A line of a random program. Lines keep their numbers when others are taken away.</summary>
internal abstract record Step(int Id)
{
    public virtual IReadOnlyList<Block> Blocks => [];

    public virtual Step With(IReadOnlyList<Block> blocks) => this;

    /// <summary>Simpler lines that may stand in its place.</summary>
    public virtual IEnumerable<Step> Simpler() => [];
}

internal sealed record OperatorStep(int Id, Kind Result, Pick[] Inputs) : Step(Id)
{
    public Flavour Flavour { get; init; }

    public Wait Wait { get; init; }

    public Touch Touch { get; init; }

    public Fault Fault { get; init; }

    /// <summary>Fails where the hash of the inputs is a multiple; 0 never.</summary>
    public int FailsAt { get; init; }

    public bool IsAsync => Flavour is Flavour.Task or Flavour.ValueTask;

    public bool FailsOn(long hash) => FailsAt > 0 && (ulong)hash % (ulong)FailsAt == 0;

    public Exception Failure(long hash) => Fault == Fault.CancelledTask && IsAsync
        ? new TaskCanceledException()
        : Failures.Make(Id, hash);

    public override IEnumerable<Step> Simpler()
    {
        if (Flavour != Flavour.Synchronous)
            yield return this with { Flavour = Flavour.Synchronous };
        if (IsAsync && Wait != Wait.Nothing)
            yield return this with { Wait = Wait.Nothing };
        if (Touch != Touch.Nothing)
            yield return this with { Touch = Touch.Nothing };
        if (FailsAt > 0)
            yield return this with { FailsAt = 0 };
        if (FailsAt > 1)
            yield return this with { FailsAt = 1 };
        if (Inputs.Length > 1)
            yield return this with { Inputs = Inputs[..1] };
    }

    public override string ToString() =>
        $"{Result} = {Flavour}{(IsAsync ? $"/{Wait}" : "")}({string.Join(", ", Inputs)})"
        + (Touch == Touch.Nothing ? "" : $" touches {Touch}") + (FailsAt == 0 ? "" : $" fails at {FailsAt} by {Fault}");
}

internal sealed record ArithmeticStep(int Id, char Sign, Kind Kind, int Left, int Right) : Step(Id)
{
    public override string ToString() => $"{Kind} = {Kind}-{Left} {Sign} {Kind}-{Right}";
}

internal sealed record ConstantStep(int Id, Kind Kind, long Seed) : Step(Id)
{
    public override string ToString() => $"{Kind} = constant {Seed}";
}

/// <summary>Graph.Array over numbers.</summary>
internal sealed record ArrayStep(int Id, int[] Items) : Step(Id)
{
    public override string ToString() => $"Array = [{string.Join(", ", Items)}]";
}

/// <summary>Graph.Tuple of a number and a text, as a number.</summary>
internal sealed record TupleStep(int Id, int Number, int Text) : Step(Id)
{
    public override string ToString() => $"Long = tuple(Long-{Number}, Text-{Text})";
}

/// <summary>Graph.Zip of two arrays, as a number.</summary>
internal sealed record ZipStep(int Id, int Left, int Right) : Step(Id)
{
    public override string ToString() => $"Long = zip(Array-{Left}, Array-{Right})";
}

/// <summary>Reads the run's token.</summary>
internal sealed record TokenStep(int Id) : Step(Id)
{
    public override string ToString() => "Long = token";
}

internal sealed record IfStep(int Id, Kind Result, int Left, int Right, Block Then, Block Else) : Step(Id)
{
    public override IReadOnlyList<Block> Blocks => [Then, Else];

    public override Step With(IReadOnlyList<Block> blocks) => this with { Then = blocks[0], Else = blocks[1] };

    public override string ToString() => $"{Result} = if Long-{Left} < Long-{Right}";
}

internal sealed record SwitchStep(int Id, Kind Result, int Index, Block[] Cases) : Step(Id)
{
    public override IReadOnlyList<Block> Blocks => Cases;

    public override Step With(IReadOnlyList<Block> blocks) => this with { Cases = [.. blocks] };

    public override IEnumerable<Step> Simpler() => Cases.Length == 1 ? [] : [this with { Cases = Cases[..1] }];

    public override string ToString() => $"{Result} = switch Int-{Index}";
}

/// <summary>A loop over <see cref="Loop"/>: the blocks of test and body see the value as one more number.</summary>
internal sealed record WhileStep(int Id, int Initial, int MostRounds, Block Test, Block Body) : Step(Id)
{
    public override IReadOnlyList<Block> Blocks => [Test, Body];

    public override Step With(IReadOnlyList<Block> blocks) => this with { Test = blocks[0], Body = blocks[1] };

    public override string ToString() => $"Long = while (Long-{Initial}, fewer than {MostRounds} rounds)";
}

/// <summary>Graph.Scan with a state of any kind; the states are an array where they are numbers, otherwise they become a number.</summary>
internal sealed record ScanStep(int Id, Pick Seed, int Items, Block Body) : Step(Id)
{
    public override IReadOnlyList<Block> Blocks => [Body];

    public override Step With(IReadOnlyList<Block> blocks) => this with { Body = blocks[0] };

    public override string ToString() => $"scan({Seed}, Array-{Items})";
}

/// <summary>Graph.Map; the results are an array where they are numbers, otherwise they become a number.</summary>
internal sealed record MapStep(int Id, int Items, Block Body) : Step(Id)
{
    public override IReadOnlyList<Block> Blocks => [Body];

    public override Step With(IReadOnlyList<Block> blocks) => this with { Body = blocks[0] };

    public override string ToString() => $"map(Array-{Items})";
}

internal sealed record ReduceStep(int Id, int Items) : Step(Id)
{
    public override string ToString() => $"Long = reduce(Array-{Items})";
}

/// <summary>A unit operator over an array; fails at one of its members where <see cref="FailsAt"/> divides the input's hash.</summary>
internal sealed record ExpandStep(int Id, int Items, UnitMember Member, int FailsAt) : Step(Id)
{
    public bool FailsOn(UnitMember member, long hash) => member == Member && FailsAt > 0 && (ulong)hash % (ulong)FailsAt == 0;

    public override IEnumerable<Step> Simpler() => FailsAt == 0 ? [] : [this with { FailsAt = 0 }];

    public override string ToString() => $"Long = expand(Array-{Items})" + (FailsAt == 0 ? "" : $" fails at {FailsAt} in {Member}");
}

internal enum UnitMember
{
    Count,
    CreateScratch,
    Execute,
    Merge,
}

/// <summary>Lines and which value is the result. A block sees what is in scope around it.</summary>
internal sealed record Block(Step[] Steps, Pick Result)
{
    public int Size => Steps.Sum(static step => 1 + step.Blocks.Sum(static block => block.Size));

    public int MaxId => Steps.Length == 0 ? 0 : Steps.Max(static step => Math.Max(step.Id, step.Blocks.Select(static block => block.MaxId).DefaultIfEmpty().Max()));

    public IEnumerable<Step> All => Steps.SelectMany(static step => step.Blocks.SelectMany(static block => block.All).Prepend(step));

    public void Write(System.Text.StringBuilder text, int indent)
    {
        foreach (var step in Steps)
        {
            text.Append(' ', indent).Append('#').Append(step.Id).Append(' ').Append(step).Append('\n');
            foreach (var block in step.Blocks)
                block.Write(text, indent + 4);
        }

        text.Append(' ', indent).Append("result ").Append(Result).Append('\n');
    }

    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        Write(text, 2);
        return text.ToString();
    }
}
