using System.Text;

namespace Xcs.Notebooks.Scripting;

/// <summary>Takes what a cell writes to the console.</summary>
internal sealed class ConsoleWriter(CellOutputs outputs) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override string NewLine => "\n";

    public override void Write(char value) => outputs.Write(value.ToString());

    public override void Write(string? value) => outputs.Write(value ?? "");

    public override void Write(char[] buffer, int index, int count) => outputs.Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => outputs.Write(value + "\n");
}
