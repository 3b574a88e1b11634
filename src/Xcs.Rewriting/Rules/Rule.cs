namespace Xcs.Rewriting;

/// <summary>
/// What changes the graph at a node: says whether it applies, what it touches, and what it writes. Must depend on the view alone, and is
/// called from many threads at once, so it keeps no state.
/// </summary>
public abstract class Rule
{
    /// <summary>Makes a rule.</summary>
    /// <param name="name">Unique in a world; ledgers refer to it.</param>
    /// <exception cref="RewritingException">The name is empty, or cannot be written as UTF-8.</exception>
    protected Rule(string name)
    {
        SchemaTable.RequireName(name, "rule");
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The world that it was registered with last, and its number there.</summary>
    internal Registration? Registered { get; set; }

    /// <summary>Whether the rule applies at a node. With the guard on, what it reads must lie in the footprint.</summary>
    public abstract bool Match(View view, NodeId node);

    /// <summary>Names everything that <see cref="Match"/> and <see cref="Execute"/> read and that <see cref="Execute"/> writes. May be asked more than once in a round.</summary>
    public abstract void Footprint(View view, NodeId node, Footprint footprint);

    /// <summary>Writes the changes to a delta. Sees the state before the round, its own writes not included.</summary>
    public abstract void Execute(View view, NodeId node, Delta delta);

    /// <summary>
    /// Where an active rule may match anew once a node has changed: its row, one of its attachments, an edge at it, or an attachment of
    /// such an edge. By default at the node itself; a rule that reads further must name every node from which it reads this one.
    /// </summary>
    /// <param name="view">The state after the change.</param>
    /// <param name="changed">A node of the rule's warp; it may be deleted.</param>
    /// <param name="candidates">Takes the nodes; deleted ones are ignored.</param>
    public virtual void Affects(View view, NodeId changed, Candidates candidates) => candidates.Add(changed);

    /// <inheritdoc/>
    public override string ToString() => $"rule {Name}";
}
