namespace Xcs.Bench;

/// <summary>The product on a pattern or on slow calls: traced once when it is constructed, then called.</summary>
internal sealed class XcsContender(string name, Func<Traced<ulong>, Traced<ulong>> program, JitOptions options) : IContender
{
    private readonly JitFunction<ulong, ulong> _function = Graph.Jit(program, options);

    public string Name => name;

    public ContenderKind Kind => ContenderKind.Xcs;

    public ulong Run(ulong argument) => _function.Invoke(argument);
}
