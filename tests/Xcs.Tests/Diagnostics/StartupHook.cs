using Xcs;
using Xcs.Tests.Diagnostics;

/// <summary>
/// A program that runs a graph, goes to another folder and dies of an exception. The runtime calls it before any test framework is there, whose
/// own handlers would end the process first (DOTNET_STARTUP_HOOKS, which asks for this name outside of namespaces).
/// </summary>
internal static class StartupHook
{
    public const string Message = "This program dies.";

    public static void Initialize()
    {
        Graph.Jit((Traced<int> x) => x.Then(TracedPrograms.Step)).Invoke(1);
        Directory.SetCurrentDirectory(Path.GetTempPath());
        var thread = new Thread(static () => throw new InvalidOperationException(Message));
        thread.Start();
        thread.Join();
    }
}
