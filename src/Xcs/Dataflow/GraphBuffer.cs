namespace Xcs.Dataflow;

/// <summary>A graph that still grows: operators, inputs in compressed rows, source lines, ordering edges.</summary>
internal sealed class GraphBuffer
{
    private readonly List<(int Row, int Item)> _after = [];
    private Operator[] _operators = new Operator[16];
    private SourceLocation[] _sources = new SourceLocation[16];
    private int[] _start = new int[17];
    private int[] _inputs = new int[32];

    public int Count { get; private set; }

    public Operator OperatorAt(int id) => _operators[id];

    public ReadOnlySpan<int> InputsOf(int id) => _inputs.AsSpan(_start[id], _start[id + 1] - _start[id]);

    public SourceLocation SourceOf(int id) => _sources[id];

    public int Add(Operator node, ReadOnlySpan<int> inputs, SourceLocation source)
    {
        var id = Count++;
        if (id == _operators.Length)
        {
            Array.Resize(ref _operators, 2 * id);
            Array.Resize(ref _sources, 2 * id);
            Array.Resize(ref _start, (2 * id) + 1);
        }

        var end = _start[id] + inputs.Length;
        if (end > _inputs.Length)
            Array.Resize(ref _inputs, Math.Max(2 * _inputs.Length, end));
        inputs.CopyTo(_inputs.AsSpan(_start[id]));
        _start[id + 1] = end;
        _operators[id] = node;
        _sources[id] = source;
        return id;
    }

    /// <summary>Lets <paramref name="id"/> run only after <paramref name="earlier"/>.</summary>
    public void AddAfter(int id, int earlier) => _after.Add((id, earlier));

    /// <summary>The finished graph with nodes renumbered: <paramref name="order"/> lists the old ids in their new order.</summary>
    public DataflowGraph ToGraph(string name, ReadOnlySpan<int> order, int result, IReadOnlyList<string>? notes = null)
    {
        var renumbered = new int[Count];
        var inputCount = 0;
        for (var position = 0; position < order.Length; position++)
        {
            renumbered[order[position]] = position;
            inputCount += InputsOf(order[position]).Length;
        }

        var operators = new Operator[order.Length];
        var sources = new SourceLocation[order.Length];
        var start = new int[order.Length + 1];
        var inputs = new int[inputCount];
        for (var position = 0; position < order.Length; position++)
        {
            var old = order[position];
            operators[position] = _operators[old];
            sources[position] = _sources[old];
            var next = start[position];
            foreach (var input in InputsOf(old))
                inputs[next++] = renumbered[input];
            start[position + 1] = next;
        }

        var after = _after.ConvertAll(edge => (renumbered[edge.Row], renumbered[edge.Item]));
        return new DataflowGraph(name, operators, new Adjacency(start, inputs), after, sources, renumbered[result]) { Notes = notes ?? [] };
    }
}
