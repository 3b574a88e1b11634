namespace Xcs.Bench;

/// <summary>One task of a workflow as the bench runs it: its time scaled, spent computing or waiting, and a digest of what it has read.</summary>
/// <param name="Number">Its place in program order.</param>
/// <param name="Iterations">What it computes.</param>
/// <param name="Delay">What it waits, where it waits instead.</param>
internal sealed record WorkflowSite(int Number, int Iterations, TimeSpan Delay)
{
    public ulong Compute(ReadOnlySpan<ulong> inputs) => Operators.Mix(Digest(inputs), ComputeKernel.Run(Iterations));

    public async Task<ulong> WaitAsync(ulong[] inputs)
    {
        await Task.Delay(Delay).ConfigureAwait(false);
        return Digest(inputs);
    }

    /// <summary>Of values in order.</summary>
    public static ulong Combine(ReadOnlySpan<ulong> values)
    {
        ulong digest = 0;
        foreach (var value in values)
            digest = Operators.Mix(digest, value);
        return digest;
    }

    private ulong Digest(ReadOnlySpan<ulong> inputs) => Operators.Mix(Combine(inputs), (ulong)Number);
}
