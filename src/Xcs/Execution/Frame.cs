using System.Runtime.CompilerServices;

namespace Xcs.Execution;

/// <summary>
/// The results of one run of one graph: slot n holds the result of node n, without boxing. All references share one column, each value type
/// has its own. A slot is written once, by the node it belongs to, before any reader starts: the scheduler's counters order the two.
/// </summary>
internal sealed class Frame(object?[] references, Array?[] values, FrameLayout layout)
{
    /// <summary>What all frames of one run share.</summary>
    public RunContext Context { get; set; } = RunContext.None;

    public object?[] References => references;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>(int slot) => typeof(T).IsValueType
        ? Values<T>()[slot]
        : Unsafe.As<object?, T>(ref references[slot]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(int slot, T value)
    {
        if (typeof(T).IsValueType)
            Values<T>()[slot] = value;
        else
            references[slot] = value;
    }

    /// <summary>The column of a value type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T[] Values<T>() => Unsafe.As<T[]>(values[SlotType<T>.Id]!);

    /// <summary>Forgets all results that hold references, so that a resting frame keeps nothing of a user alive.</summary>
    public void Clear()
    {
        layout.Clear(references, values);
        Context = RunContext.None;
    }
}
