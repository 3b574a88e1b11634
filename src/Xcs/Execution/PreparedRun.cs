using Xcs.Compilation;

namespace Xcs.Execution;

/// <summary>A run with its root activation, kept for use again.</summary>
internal sealed class PreparedRun
{
    public PreparedRun(UnitGraph units, WorkerPool pool)
    {
        Run = new Run(pool);
        Root = Run.Rent(units, static kind => new Activation((UnitGraph)kind));
    }

    public Run Run { get; }

    public Activation Root { get; }
}
