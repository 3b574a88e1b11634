using System.Reflection;

namespace Xcs.Tests.Lifting.Bcl;

/// <summary>A public static method, what of it is offered to the lifter (a generic method at a few type arguments), or why nothing is.</summary>
internal sealed record BclCandidate(string Name, string Assembly, MethodInfo[] Instances, string? Exclusion);
