namespace Xcs.Tests.Lifting;

internal static class LiftingRefusal
{
    /// <summary>What was refused, without the place: the same for every method that contains it.</summary>
    public static string Construct(LiftingException refusal) => refusal.Construct;
}
