namespace Xcs;

/// <summary>What a node does when it runs.</summary>
public enum OperatorKind
{
    /// <summary>A value that the caller, or the enclosing graph, gives.</summary>
    Argument,

    /// <summary>A value fixed when the graph was made.</summary>
    Constant,

    /// <summary>A call that returns when it is done.</summary>
    Synchronous,

    /// <summary>A call that returns a task; it holds no worker while it waits.</summary>
    Asynchronous,

    /// <summary>A call that waits for something outside the process, on a thread of its own.</summary>
    Blocking,

    /// <summary>A node with sub-graphs of which it runs some, none or the same one many times.</summary>
    Control,

    /// <summary>A node that expands into many units.</summary>
    Units,
}
