namespace Xcs.Execution;

/// <summary>Stub.</summary>
internal readonly struct Suspension
{
    public void Resume(Exception? failure) => throw new InvalidOperationException($"{failure}");

    public void RunBlocking(Operator operation, Frame frame, int[] inputs, int output) => throw new InvalidOperationException($"{operation}{frame}{inputs}{output}");
}
