namespace Xcs.Diagnostics.Exports.Layout;

/// <summary>The size of a box and where it stands.</summary>
internal sealed class BoxLayout
{
    /// <summary>The height of a box of two lines of text, or of the head of a box with bodies.</summary>
    public const int TextHeight = 42;

    /// <summary>How far below values order alone enters and leaves a box.</summary>
    public const int OrderPort = 9;

    /// <summary>Around a body in its box.</summary>
    public const int Padding = 10;

    /// <summary>Between the upper side of a body and what is in it.</summary>
    public const int CaptionHeight = 24;

    public const int NameSize = 12;
    public const int DetailSize = 11;

    /// <summary>The widest text; what is longer is cut off.</summary>
    public const int WidestText = 190;

    private const int GivenHeight = 26;
    private const int NarrowestBox = 64;

    public BoxLayout(DiagramBox box)
    {
        Bodies = [.. box.Bodies.Select(static body => new DiagramLayout(body, static _ => 0))];
        var text = Math.Max(TextWidth.Of(box.Name, NameSize), box.IsGiven ? 0 : TextWidth.Of(box.Detail, DetailSize));
        Width = Math.Max(NarrowestBox, Math.Min(WidestText, text) + 24);
        Height = box.IsGiven ? GivenHeight : TextHeight;
        Port = Height / 2;
        foreach (var body in Bodies)
        {
            Width = Math.Max(Width, Math.Max(body.Width, TextWidth.Of(body.Diagram.Title, DetailSize)) + (4 * Padding));
            Height += CaptionHeight + body.Height + (2 * Padding);
        }
    }

    public DiagramLayout[] Bodies { get; }

    public int X { get; set; }

    public int Y { get; set; }

    public int Width { get; set; }

    public int Height { get; }

    /// <summary>How far below the upper side values enter and leave.</summary>
    public int Port { get; }
}
