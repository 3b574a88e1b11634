namespace RewritingExamples;

/// <summary>A graph with its rules, and a plain C# program that must come to the same result.</summary>
public interface IWorkload
{
    string Name { get; }

    /// <summary>What a size is a number of.</summary>
    string Unit { get; }

    int SmallSize { get; }

    int BigSize { get; }

    /// <summary>Runs both and compares them.</summary>
    /// <param name="options">The workload sets the policy that it needs.</param>
    /// <param name="size">In <see cref="Unit"/>s.</param>
    WorkloadResult Run(WorldOptions options, int size);
}
