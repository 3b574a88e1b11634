namespace Xcs.Bench;

/// <summary>The baseline of <c>scaling</c>.</summary>
internal sealed class OneByOne(ScalingWork work, int count) : IContender
{
    public string Name => "one by one";

    public ContenderKind Kind => ContenderKind.Baseline;

    public ulong Run(ulong argument) => ScalingOperators.OneByOne(work, count, argument);
}
