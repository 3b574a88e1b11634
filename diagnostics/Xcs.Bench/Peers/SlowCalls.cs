namespace Xcs.Bench;

/// <summary>Four slow calls with the same argument and no edges between them, written by hand; the results are mixed pairwise.</summary>
internal sealed class SlowCalls(string name, ContenderKind kind, Func<ulong, ulong[]> callFour) : IContender
{
    public const int Count = 4;

    public string Name => name;

    public ContenderKind Kind => kind;

    public ulong Run(ulong argument)
    {
        var results = callFour(argument);
        return Operators.Mix(Operators.Mix(results[0], results[1]), Operators.Mix(results[2], results[3]));
    }
}
