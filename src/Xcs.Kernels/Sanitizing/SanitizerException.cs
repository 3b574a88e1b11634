namespace Xcs.Kernels;

/// <summary>A launch with <see cref="KernelOptions.Sanitize"/> has done what a kernel must not do.</summary>
public sealed class SanitizerException : XcsException
{
    internal SanitizerException(string kernel, IReadOnlyList<SanitizerFinding> findings)
        : base(string.Join("; ", findings.Take(3)) + (findings.Count > 3 ? $"; and {findings.Count - 3} more" : ""), findings[0].Mend, kernel, findings[0].Source) =>
        Findings = findings;

    /// <summary>What was found, in the order in which it happened: each kind once for each pair of source lines.</summary>
    public IReadOnlyList<SanitizerFinding> Findings { get; }
}
