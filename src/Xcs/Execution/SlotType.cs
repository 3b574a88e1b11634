namespace Xcs.Execution;

/// <summary>Numbers the value types that frames hold. The numbers depend on the order of first use and are never seen outside a frame.</summary>
internal static class SlotType
{
    private static int s_count;

    public static int Next() => Interlocked.Increment(ref s_count) - 1;
}

/// <inheritdoc cref="SlotType"/>
internal static class SlotType<T>
{
    public static readonly int Id = SlotType.Next();
}
