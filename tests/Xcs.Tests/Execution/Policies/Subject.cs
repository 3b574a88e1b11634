namespace Xcs.Tests.Execution.Policies;

/// <summary>Functions of one operator of a kind, named <c>Work</c>, that runs what a test wants.</summary>
internal static class Subject
{
    public static JitFunction<int, int> Of(OperatorKind kind, Func<int, Task<int>> work, JitOptions options) => kind switch
    {
        OperatorKind.Synchronous => Graph.Jit<int, int>(x => Graph.Call(new Body(work).Synchronous, x), options),
        OperatorKind.Blocking => Graph.Jit<int, int>(x => Graph.Call(new Body(work).Blocking, x), options),
        _ => Graph.Jit<int, int>(x => Graph.Call(new Body(work).Asynchronous, x), options),
    };

    public static JitOptions With(this JitOptions options, OperatorPolicy policy) =>
        options with { Policies = new Dictionary<string, OperatorPolicy> { ["Work"] = policy } };

    private sealed class Body(Func<int, Task<int>> work)
    {
        [Operator(Name = "Work")]
        public int Synchronous(int x) => Wait(work(x));

        [Operator(Name = "Work", Blocking = true)]
        public int Blocking(int x) => Wait(work(x));

        [Operator(Name = "Work")]
        public Task<int> Asynchronous(int x) => work(x);

        private static int Wait(Task<int> task) => task.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
    }
}
