namespace Xcs.Bench;

/// <summary>One task of a workflow.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Program">What it ran, where the file says so; otherwise the id.</param>
/// <param name="Runtime">How long it took there.</param>
/// <param name="Parents">The tasks that it waits for, by number in program order; all lower than its own.</param>
internal sealed record WorkflowTask(string Id, string Program, TimeSpan Runtime, int[] Parents);
