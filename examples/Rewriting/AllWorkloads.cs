namespace RewritingExamples;

/// <summary>Everything that there is to run.</summary>
public static class AllWorkloads
{
    public static IReadOnlyList<IWorkload> List { get; } =
        [new Life(), new ForestFire(), new Sandpile(), new MutexRing(), new IndependentSet(), new SpanningForest(), new SocialNetwork()];
}
