using Xcs.Execution;

namespace Xcs.Optimization;

/// <summary>
/// Makes synchronous pure calls whose inputs are all constants once, now, in a frame of their own. Results that other nodes read become
/// constants; those that only folded calls read go. A call that throws stays: it throws again, or is not reached, when the graph runs.
/// </summary>
internal sealed class ConstantFolding
{
    private readonly GraphEdit _edit;
    private readonly bool[] _folded;
    private Frame? _frame;

    private ConstantFolding(GraphEdit edit)
    {
        _edit = edit;
        _folded = new bool[edit.Count];
    }

    /// <summary>Whether a call was folded.</summary>
    public static bool Run(GraphEdit edit)
    {
        var folding = new ConstantFolding(edit);
        for (var id = 0; id < edit.Count; id++)
        {
            if (edit.IsFree(id) && edit.Operator(id).Kind == OperatorKind.Synchronous && folding.HasConstantInputs(id))
                folding._folded[id] = folding.TryCall(id);
        }

        if (folding._frame is null)
            return false;
        folding.PutConstants();
        return true;
    }

    private bool HasConstantInputs(int id)
    {
        foreach (var input in _edit.InputsOf(id))
        {
            var stand = _edit.StandFor(input);
            if (!_folded[stand] && _edit.Operator(stand).Kind != OperatorKind.Constant)
                return false;
        }

        return true;
    }

    private bool TryCall(int id)
    {
        _frame ??= new FrameLayout(_edit.Graph).Create();
        var inputs = _edit.InputsOf(id);
        Span<int> stands = inputs.Length <= 16 ? stackalloc int[inputs.Length] : new int[inputs.Length];
        for (var k = 0; k < inputs.Length; k++)
            stands[k] = _edit.StandFor(inputs[k]);
        try
        {
            _edit.Operator(id).Execute(_frame, stands, id);
        }
        catch (Exception failure)
        {
            NoteFailure(id, failure);
            return false;
        }

        NoteResult(id);
        return true;
    }

    private void PutConstants()
    {
        var read = new bool[_edit.Count];
        read[_edit.Result] = true;
        for (var id = 0; id < _edit.Count; id++)
        {
            if (_folded[id] || _edit.IsRemoved(id))
                continue;
            foreach (var input in _edit.InputsOf(id))
                read[_edit.StandFor(input)] = true;
        }

        for (var id = 0; id < _edit.Count; id++)
        {
            if (_folded[id] && read[id])
                _edit.Replace(id, Constant(id));
            else if (_folded[id])
                _edit.Remove(id);
        }
    }

    private Operator Constant(int id) => _edit.Operator(id).ConstantOf(_frame!, id)!;

    private void NoteResult(int id) => _edit.Notes.Add("constant folding: replaced", () => $"{_edit.Describe(id)} by {Constant(id).Name}");

    private void NoteFailure(int id, Exception failure) =>
        _edit.Notes.Add("constant folding: left", () => $"{_edit.Describe(id)}: it throws {failure.GetType().Name}");
}
