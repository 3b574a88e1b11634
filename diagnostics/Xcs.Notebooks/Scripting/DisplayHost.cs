namespace Xcs.Notebooks.Scripting;

/// <summary>What a cell can call without naming a type, as in .NET Interactive.</summary>
public sealed class DisplayHost
{
    private CellOutputs? _outputs;
    private TextWriter? _console;

    /// <summary>Shows a value below the cell at once.</summary>
    /// <param name="value">The value; may be null.</param>
    /// <param name="mimeType">The form to show it in; the forms that its type prefers where it is null.</param>
#pragma warning disable IDE1006 // The name is .NET Interactive's.
    public DisplayedValue display(object? value, string? mimeType = null)
#pragma warning restore IDE1006
    {
        var outputs = _outputs ?? throw new InvalidOperationException("display was called after its cell had ended");
        return new DisplayedValue(outputs, outputs.Add(CellOutput.Display, value, mimeType));
    }

    /// <summary>A text that is HTML and is shown as such.</summary>
    public Html HTML(string content) => new(content);

    /// <summary>A cell starts: the console and <see cref="display"/> write to its outputs.</summary>
    internal CellOutputs Open()
    {
        _outputs = new CellOutputs();
        _console = Console.Out;
        Console.SetOut(TextWriter.Synchronized(new ConsoleWriter(_outputs)));
        return _outputs;
    }

    /// <summary>The cell has ended.</summary>
    internal void Close()
    {
        Console.SetOut(_console!);
        _outputs = null;
    }
}
