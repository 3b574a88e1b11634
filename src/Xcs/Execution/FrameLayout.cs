using System.Runtime.CompilerServices;

namespace Xcs.Execution;

/// <summary>Which columns the frames of a graph have. Filled by the operators once, read by all runs.</summary>
internal sealed class FrameLayout
{
    private readonly int _slots;
    private readonly Dictionary<int, Column> _columns = [];
    private readonly List<(Operator Constant, int Slot)> _constants = [];
    private Column? _references;
    private Column _last = null!;

    public FrameLayout(DataflowGraph graph)
    {
        _slots = graph.NodeCount;
        Operator? previous = null;
        for (var id = 0; id < graph.NodeCount; id++)
        {
            var node = graph.Operators[id];
            if (!ReferenceEquals(node, previous))
                node.Reserve(this);
            previous = node;
            _last.Add(id, isConstant: node.Kind == OperatorKind.Constant);
            if (node.Kind == OperatorKind.Constant)
                _constants.Add((node, id));
        }
    }

    public void Reserve<T>()
    {
        if (!typeof(T).IsValueType)
            _last = _references ??= new Column<object?>();
        else if (_columns.TryGetValue(SlotType<T>.Id, out var known))
            _last = known;
        else
            _columns.Add(SlotType<T>.Id, _last = new Column<T>());
    }

    public Frame Create()
    {
        var columns = new Array?[_columns.Count == 0 ? 0 : _columns.Keys.Max() + 1];
        foreach (var (id, column) in _columns)
            columns[id] = column.Create(_slots);
        var frame = new Frame(_references is null ? [] : new object?[_slots], columns, this);
        foreach (var (constant, slot) in _constants)
            constant.Execute(frame, [], slot);
        return frame;
    }

    /// <summary>Clears the results that hold references; the others keep their values, which nothing reads before they are written again.</summary>
    public void Clear(object?[] references, Array?[] values)
    {
        _references?.Clear(references);
        foreach (var (id, column) in _columns)
            column.Clear(values[id]!);
    }

    private abstract class Column
    {
        // Stretches of slots without a constant of this column among them: constants stay.
        private readonly List<(int From, int To)> _results = [];
        private bool _isCut = true;

        public void Add(int slot, bool isConstant)
        {
            if (!isConstant && _isCut)
                _results.Add((slot, slot + 1));
            else if (!isConstant)
                _results[^1] = (_results[^1].From, slot + 1);
            _isCut = isConstant;
        }

        public abstract Array Create(int slots);

        public void Clear(Array values)
        {
            if (!HoldsReferences)
                return;
            foreach (var (from, to) in _results)
                Array.Clear(values, from, to - from);
        }

        protected abstract bool HoldsReferences { get; }
    }

    private sealed class Column<T> : Column
    {
        public override Array Create(int slots) => new T[slots];

        protected override bool HoldsReferences => RuntimeHelpers.IsReferenceOrContainsReferences<T>();
    }
}
