namespace Xcs.Rewriting.Tests;

/// <summary>The kinds of claims of the README's table.</summary>
internal enum NaiveAccess
{
    ReadNode,
    WriteNode,
    ReadOut,
    LinkOut,
    ReadIn,
    LinkIn,
    ReadEdge,
    WriteEdge,
    ReadValue,
    WriteValue,
    JoinValue,
    ReadPort,
    WritePort,
}

/// <summary>A claim on a row.</summary>
/// <param name="Access">What kind.</param>
/// <param name="Row">Which node or edge.</param>
/// <param name="Part">The attachment or port; -1 for nodes and edges themselves.</param>
internal readonly record struct NaiveClaim(NaiveAccess Access, Row Row, int Part)
{
    /// <summary>Claims on different things never conflict.</summary>
    public (int Kind, Row Row, int Part) Thing => (Access switch
    {
        <= NaiveAccess.LinkIn => 0,
        <= NaiveAccess.WriteEdge => 1,
        <= NaiveAccess.JoinValue => 2,
        _ => 3,
    }, Row, Part);

    public bool Conflicts(NaiveClaim other) => Thing == other.Thing && (Against(Access, other.Access) || Against(other.Access, Access));

    private static bool Against(NaiveAccess claim, NaiveAccess other) => claim switch
    {
        NaiveAccess.WriteNode => true,
        NaiveAccess.ReadOut => other == NaiveAccess.LinkOut,
        NaiveAccess.ReadIn => other == NaiveAccess.LinkIn,
        NaiveAccess.WriteEdge => true,
        NaiveAccess.WriteValue => true,
        NaiveAccess.JoinValue => other == NaiveAccess.ReadValue,
        NaiveAccess.WritePort => true,
        _ => false,
    };
}
