namespace Xcs.Tests.Lifting.Differential;

/// <summary>What the environment asks of the lifting tests. The defaults are those of the normal suite.</summary>
internal static class LiftingOptions
{
    /// <summary>Inputs for each method: <c>XCS_LIFTING_INPUTS</c>.</summary>
    public static int Inputs => Number("XCS_LIFTING_INPUTS", 200);

    /// <summary>Of the methods that are lifted and compiled without being called, every which: <c>XCS_LIFTING_STRIDE</c>.</summary>
    public static int Stride => Number("XCS_LIFTING_STRIDE", 24);

    /// <summary>Random programs in a run: <c>XCS_LIFTING_PROGRAMS</c>.</summary>
    public static int Programs => Number("XCS_LIFTING_PROGRAMS", 500);

    /// <summary>Where inputs and programs begin: <c>XCS_LIFTING_SEED</c>.</summary>
    public static int Seed => Number("XCS_LIFTING_SEED", 20_260);

    /// <summary>Only methods whose names contain this: <c>XCS_LIFTING_FILTER</c>.</summary>
    public static string? Filter => Environment.GetEnvironmentVariable("XCS_LIFTING_FILTER");

    /// <summary>A file to note each method in before it is called, to find the one that ended the process: <c>XCS_LIFTING_LOG</c>.</summary>
    public static string? Log => Environment.GetEnvironmentVariable("XCS_LIFTING_LOG");

    /// <summary>The folder of the golden files in the sources, to write them anew: <c>XCS_LIFTING_GOLDEN</c>.</summary>
    public static string? Golden => Environment.GetEnvironmentVariable("XCS_LIFTING_GOLDEN");

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;
}
