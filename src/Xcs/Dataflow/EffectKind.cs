namespace Xcs;

/// <summary>How an operator acts on the world beyond its result.</summary>
public enum EffectKind
{
    /// <summary>It does not: it may run early and on any thread.</summary>
    None,

    /// <summary>It acts on a named resource: operators on the same resource run in program order.</summary>
    Ordered,

    /// <summary>It starts only when every earlier node of the program has succeeded.</summary>
    Committing,
}
