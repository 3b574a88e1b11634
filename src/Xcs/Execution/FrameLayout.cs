using System.Runtime.CompilerServices;

namespace Xcs.Execution;

/// <summary>Which columns the frames of a graph have. Filled by the operators once, read by all runs.</summary>
internal sealed class FrameLayout
{
    private readonly int _slots;
    private readonly Dictionary<int, Column> _columns = [];
    private readonly List<(Operator Constant, int Slot)> _constants = [];
    private bool _hasReferences;
    private bool _holdsReferences;

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
            if (node.Kind == OperatorKind.Constant)
                _constants.Add((node, id));
        }
    }

    public void Reserve<T>()
    {
        _holdsReferences |= RuntimeHelpers.IsReferenceOrContainsReferences<T>();
        if (typeof(T).IsValueType)
            _columns.TryAdd(SlotType<T>.Id, new Column<T>());
        else
            _hasReferences = true;
    }

    public Frame Create()
    {
        var columns = new Array?[_columns.Count == 0 ? 0 : _columns.Keys.Max() + 1];
        foreach (var (id, column) in _columns)
            columns[id] = column.Create(_slots);
        var frame = new Frame(_hasReferences ? new object?[_slots] : [], columns, this);
        WriteConstants(frame);
        return frame;
    }

    /// <summary>Clears the columns that hold references; the others keep their values, which nothing reads before it is written again.</summary>
    public void Clear(Frame frame, object?[] references, Array?[] values)
    {
        if (!_holdsReferences)
            return;
        Array.Clear(references);
        foreach (var (id, column) in _columns)
            column.Clear(values[id]!);
        WriteConstants(frame);
    }

    private void WriteConstants(Frame frame)
    {
        foreach (var (constant, slot) in _constants)
            constant.Execute(frame, [], slot);
    }

    private abstract class Column
    {
        public abstract Array Create(int slots);

        public abstract void Clear(Array values);
    }

    private sealed class Column<T> : Column
    {
        public override Array Create(int slots) => new T[slots];

        public override void Clear(Array values)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
                Array.Clear(values);
        }
    }
}
