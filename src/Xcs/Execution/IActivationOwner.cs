namespace Xcs.Execution;

/// <summary>Waits for a body: takes its result, or its failure, and lets the run go on.</summary>
internal interface IActivationOwner
{
    /// <summary>All units of the body are done or dropped. Called once, on any thread.</summary>
    void BodyDone(Activation body, Participant? me);
}
