namespace Xcs.Bench;

/// <summary>A workflow file that cannot be run. The message names the file, the task where there is one, the rule and the mend.</summary>
public sealed class WorkflowException(string file, string? task, string rule, string mend, Exception? inner = null)
    : Exception($"{file}{(task is null ? "" : $", task {task}")}: {rule}. {mend}", inner)
{
    public string File => file;

    /// <summary>The id of the task; null where the file as a whole is meant.</summary>
    public string? Task => task;

    public string Rule => rule;

    public string Mend => mend;
}
