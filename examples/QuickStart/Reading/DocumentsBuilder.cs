namespace QuickStart;

/// <summary>Collects documents piece by piece into one buffer.</summary>
public sealed class DocumentsBuilder(int expectedCharacters)
{
    private readonly List<int> starts = [];
    private readonly List<int> nameLengths = [];
    private char[] characters = GC.AllocateUninitializedArray<char>(Math.Max(expectedCharacters, 256));
    private int length;

    public void Begin(ReadOnlySpan<char> name)
    {
        starts.Add(length);
        nameLengths.Add(name.Length);
        Append(name);
    }

    /// <summary>Adds text to the document begun last. A blank keeps it apart from what came before.</summary>
    public void AppendWord(ReadOnlySpan<char> text)
    {
        Append(" ");
        Append(text);
    }

    /// <summary>Room for at least one character; what is written there counts after <see cref="Advance"/>.</summary>
    public (char[] Buffer, int Start, int Room) Reserve(int minimum)
    {
        if (characters.Length - length < minimum)
        {
            Array.Resize(ref characters, Math.Max(characters.Length * 2, length + minimum));
        }

        return (characters, length, characters.Length - length);
    }

    public void Advance(int count) => length += count;

    public Documents Build() => new(characters, [.. starts, length], [.. nameLengths]);

    private void Append(ReadOnlySpan<char> text)
    {
        var (buffer, start, _) = Reserve(text.Length);
        text.CopyTo(buffer.AsSpan(start));
        Advance(text.Length);
    }
}
