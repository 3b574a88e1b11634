namespace Xcs.Compilation;

/// <summary>How a worker runs a unit.</summary>
internal enum UnitKind : byte
{
    /// <summary>Its nodes one after the other, to the end.</summary>
    Plain,

    /// <summary>One node that may go on after the worker has left it.</summary>
    Suspending,

    /// <summary>One node that reads the run's token.</summary>
    Token,
}
