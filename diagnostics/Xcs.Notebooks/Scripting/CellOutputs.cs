using Xcs.Notebooks.Formatting;

namespace Xcs.Notebooks.Scripting;

/// <summary>What a cell puts out while it runs, in order. All members may be called from any thread.</summary>
internal sealed class CellOutputs
{
    private readonly Lock _gate = new();
    private readonly List<CellOutput> _outputs = [];

    /// <summary>Adds a value as it is now.</summary>
    /// <returns>Its place.</returns>
    public int Add(string kind, object? value, string? mimeType)
    {
        var output = new CellOutput(kind, Formatter.FormsOf(value, mimeType));
        lock (_gate)
        {
            _outputs.Add(output);
            return _outputs.Count - 1;
        }
    }

    /// <summary>Puts another value in the place of one.</summary>
    public void Update(int place, object? value)
    {
        var output = new CellOutput(CellOutput.Display, Formatter.FormsOf(value, mimeType: null));
        lock (_gate)
        {
            _outputs[place] = output;
        }
    }

    /// <summary>Adds text of the console to the text right before it.</summary>
    public void Write(string text)
    {
        lock (_gate)
        {
            if (_outputs.Count > 0 && _outputs[^1].Kind == CellOutput.Stream)
                _outputs[^1] = CellOutput.OfConsole(_outputs[^1].Forms.Values.Single() + text);
            else if (text.Length > 0)
                _outputs.Add(CellOutput.OfConsole(text));
        }
    }

    public IReadOnlyList<CellOutput> ToList()
    {
        lock (_gate)
        {
            return [.. _outputs];
        }
    }
}
