namespace Xcs.Notebooks.Scripting;

/// <summary>A value that is shown below a cell and can be replaced by a later one.</summary>
public sealed class DisplayedValue
{
    private readonly CellOutputs _outputs;
    private readonly int _place;

    internal DisplayedValue(CellOutputs outputs, int place)
    {
        _outputs = outputs;
        _place = place;
    }

    /// <summary>Shows another value in the same place.</summary>
    public void Update(object? value) => _outputs.Update(_place, value);
}
