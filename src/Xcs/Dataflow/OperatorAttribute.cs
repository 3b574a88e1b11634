namespace Xcs;

/// <summary>Tells Xcs what it may assume of a method that is used as an operator.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperatorAttribute : Attribute
{
    /// <summary>The name in graph texts, reports and policies; the method's own name where it is null.</summary>
    public string? Name { get; init; }

    /// <summary>The expected run time of one call in nanoseconds; 0, the default, where it is not known.</summary>
    public double Cost { get; init; }

    /// <summary>How the method acts on the world beyond its result.</summary>
    public EffectKind Effect { get; init; }

    /// <summary>The resource of an <see cref="EffectKind.Ordered"/> effect; the declaring type's full name where it is null.</summary>
    public string? Resource { get; init; }

    /// <summary>
    /// The result depends on the inputs alone, there is no effect, and the method throws for none of the inputs that the program gives it.
    /// Equal calls are merged, calls on constants are made once when the graph is built, and a call whose result is unused is left out.
    /// </summary>
    public bool Pure { get; init; }

    /// <summary>The method waits for something outside the process (a file, a lock, a service): it runs on a blocking thread of the pool and holds no worker.</summary>
    public bool Blocking { get; init; }
}
