namespace Xcs.Tracing.Statements;

/// <summary>What is done to a place.</summary>
internal enum AccessKind
{
    /// <summary>It is looked at.</summary>
    Read,

    /// <summary>A method that returns a value is called on it: nothing is said to change, but calls on one object keep their order.</summary>
    Turn,

    /// <summary>It changes.</summary>
    Write,
}
