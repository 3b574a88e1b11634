namespace Xcs.Tests.Lifting;

/// <summary>The lifter refuses the method for a construct whose description contains <paramref name="construct"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusedAttribute(string construct) : Attribute
{
    public string Construct => construct;
}
