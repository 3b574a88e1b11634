namespace Xcs.Threading;

/// <summary>
/// Puts one thread to sleep until another lets it go on. There is one permit: <see cref="Unpark"/> leaves it (a second one adds
/// nothing), <see cref="Park()"/> takes it and sleeps until it is there. Never returns without a permit, never allocates.
/// </summary>
/// <remarks>One thread may park at a time; any thread may unpark. What is written before Unpark is seen after Park.</remarks>
internal sealed class Parker
{
    private const int Parked = -1;
    private const int Empty = 0;
    private const int Permit = 1;

    private readonly Futex _state = new();

    /// <summary>Takes the permit; sleeps until there is one.</summary>
    public void Park() => Park(Timeout.Infinite);

    /// <summary>Takes the permit, waiting for it at most <paramref name="milliseconds"/>; false when it did not come.</summary>
    public bool Park(int milliseconds)
    {
        Interleaving.Point();
        if (Interlocked.Decrement(ref _state.Word) == Empty)
            return true;

        Interleaving.Point();
        _state.WaitWhile(Parked, milliseconds);

        // A permit that arrives between the end of the wait and here counts: nobody could tell the difference.
        Interleaving.Point();
        return Interlocked.Exchange(ref _state.Word, Empty) == Permit;
    }

    /// <summary>Leaves the permit, waking the parked thread.</summary>
    public void Unpark()
    {
        Interleaving.Point();
        if (Interlocked.Exchange(ref _state.Word, Permit) != Parked)
            return;

        Interleaving.Point();
        _state.Wake();
    }
}
