namespace Xcs.Tests.Threading;

public sealed class WorkerPoolOptionsTests
{
    [Fact]
    public void DefaultsAreOneWorkerPerProcessorAndFourMebibytesOfStack()
    {
        var options = new WorkerPoolOptions();
        Assert.Equal(Environment.ProcessorCount, options.Workers);
        Assert.Equal(4 * 1024 * 1024, options.StackSize);
        Assert.Equal("xcs-worker", options.Name);
        Assert.Equal(256, options.MaxBlockingThreads);
        Assert.Equal(ThreadPriority.Normal, options.Priority);
        options.Validate();
    }

    [Fact]
    public void PresetsAreValid()
    {
        WorkerPoolOptions.Small().Validate();
        WorkerPoolOptions.Large().Validate();
        Assert.Equal(Math.Max(2, Environment.ProcessorCount / 2), WorkerPoolOptions.Small().Workers);
        Assert.Equal(Environment.ProcessorCount, WorkerPoolOptions.Large().Workers);
        Assert.Equal(8 * 1024 * 1024, WorkerPoolOptions.Large().StackSize);
    }

    public static TheoryData<WorkerPoolOptions, string, string> Broken => new()
    {
        { new() { Workers = 0 }, "Workers", "1 to 1024" },
        { new() { Workers = 1025 }, "Workers", "one worker per processor" },
        { new() { StackSize = 1024 }, "StackSize", "64 KiB to 1 GiB" },
        { new() { StackSize = int.MaxValue }, "StackSize", "4 MiB" },
        { new() { Name = " " }, "Name", "xcs-worker" },
        { new() { Name = null! }, "Name", "xcs-worker" },
        { new() { Priority = (ThreadPriority)77 }, "Priority", "Normal" },
        { new() { MaxBlockingThreads = 0 }, "MaxBlockingThreads", "256" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void ABrokenOptionIsRefusedWithItsNameItsRuleAndTheMend(WorkerPoolOptions options, string name, string part)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(options));
        Assert.Equal(name, refused.ParamName);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Contains("WorkerPoolOptions." + name, refused.Message, StringComparison.Ordinal);
    }
}
