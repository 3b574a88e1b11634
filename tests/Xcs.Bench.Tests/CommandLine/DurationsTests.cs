namespace Xcs.Bench.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("50us", 50)]
    [InlineData("50µs", 50)]
    [InlineData("1ms", 1000)]
    [InlineData("1.5s", 1_500_000)]
    [InlineData("500ns", 0.5)]
    public void AUnitIsUnderstood(string text, double microseconds) =>
        Assert.Equal(microseconds, Durations.TryParse(text)!.Value.TotalMicroseconds, 6);

    [Theory]
    [InlineData("50")]
    [InlineData("ms")]
    [InlineData("-1ms")]
    [InlineData("0s")]
    [InlineData("1h")]
    public void AnythingElseIsRefused(string text) => Assert.Null(Durations.TryParse(text));
}
