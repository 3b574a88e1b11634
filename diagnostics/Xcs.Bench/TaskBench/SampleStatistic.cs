namespace Xcs.Bench;

/// <summary>What a sample of several runs says.</summary>
internal enum SampleStatistic
{
    /// <summary>What a run usually takes.</summary>
    Median,

    /// <summary>What a run takes that nothing from outside disturbs; flatters systems whose own times vary.</summary>
    Fastest,
}
