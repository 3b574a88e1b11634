namespace QuickStart;

/// <summary>
/// The documents of one slice: one character buffer and where each document starts in it. A document is its name, then its text.
/// </summary>
public sealed class Documents(char[] characters, int[] starts, int[] nameLengths)
{
    public int Count => nameLengths.Length;

    public ReadOnlySpan<char> All(int document) => characters.AsSpan(starts[document]..starts[document + 1]);

    public ReadOnlySpan<char> Name(int document) => All(document)[..nameLengths[document]];

    public ReadOnlySpan<char> Text(int document) => All(document)[nameLengths[document]..];
}
