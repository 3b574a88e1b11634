namespace Xcs.Bench;

/// <summary>A function as a contender, with what has to live as long.</summary>
internal sealed class FuncContender(string name, ContenderKind kind, Func<ulong> run, params IDisposable[] owned) : IContender
{
    public FuncContender(string name, ContenderKind kind, Action run, params IDisposable[] owned)
        : this(name, kind, Returning0(run), owned)
    {
    }

    public string Name => name;

    public ContenderKind Kind => kind;

    public ulong Run(ulong argument) => run();

    public void Dispose() => Array.ForEach(owned, static item => item.Dispose());

    private static Func<ulong> Returning0(Action run) => () =>
    {
        run();
        return 0;
    };
}
