namespace Xcs;

/// <summary>
/// An operator that expands into many units when its input is known. Workers claim the units from the run's own queue; a unit must not
/// start parallel work or wait for another unit. Parts are merged in the order of the units, so the result is the same for any number of workers.
/// </summary>
/// <typeparam name="TInput">The input of the node.</typeparam>
/// <typeparam name="TScratch">Working memory: one instance a worker, never used by two units at the same time. It must not carry results.</typeparam>
/// <typeparam name="TPart">What one unit gives.</typeparam>
/// <typeparam name="TResult">The result of the node.</typeparam>
/// <remarks>All members may be called from any worker; <see cref="Execute"/> from many at once. If units fail, the exception of the lowest surfaces.</remarks>
public interface IUnitOperator<TInput, TScratch, TPart, TResult>
{
    /// <summary>The number of units for an input, from 0 on.</summary>
    int Count(TInput input);

    /// <summary>Working memory for one worker.</summary>
    TScratch CreateScratch(TInput input);

    /// <summary>Runs one unit.</summary>
    /// <param name="input">The input of the node.</param>
    /// <param name="unit">The number of the unit, from 0 on.</param>
    /// <param name="scratch">The worker's memory; it holds what the unit before it left there.</param>
    /// <param name="cancellationToken">The run's token.</param>
    TPart Execute(TInput input, int unit, TScratch scratch, CancellationToken cancellationToken);

    /// <summary>Makes the result from the parts of all units, in the order of the units.</summary>
    TResult Merge(TInput input, ReadOnlySpan<TPart> parts);
}
