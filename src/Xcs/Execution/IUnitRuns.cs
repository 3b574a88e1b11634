namespace Xcs.Execution;

/// <summary>A unit operator whose units give nothing, and cost less where one call runs many that follow each other.</summary>
internal interface IUnitRuns<TInput, TScratch>
{
    /// <summary>The most units of one call: between calls a run looks whether it is cancelled or a lower unit has failed.</summary>
    public const int MostUnits = 64;

    /// <summary>Runs one unit, and further ones in their order if it likes.</summary>
    /// <param name="input">The input of the node.</param>
    /// <param name="unit">The first unit; behind the call the last that has run, or the one that has failed.</param>
    /// <param name="end">The unit to stop before.</param>
    /// <param name="scratch">The worker's memory.</param>
    /// <param name="cancellationToken">The run's token.</param>
    void Execute(TInput input, ref int unit, int end, TScratch scratch, CancellationToken cancellationToken);
}
