namespace QuickStart;

/// <summary>
/// Walks over the terms of a text without allocating: every word, and every pair of neighbouring words, so that "thread safe" finds
/// documents where the two stand together before those that merely hold both.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="buffer">Room for the terms: <see cref="BufferLength"/> characters.</param>
public ref struct TermReader(ReadOnlySpan<char> text, Span<char> buffer)
{
    public const int BufferLength = 3 * Tokenizer.MaxLength + 1;

    private readonly Span<char> pair = buffer[Tokenizer.MaxLength..BufferLength];
    private Tokenizer words = new(text, buffer);
    private int firstLength; // of the word that a pair would begin with
    private uint firstHash;
    private bool pairIsNext;

    /// <summary>The term found by the last <see cref="Next"/>, valid until the next one.</summary>
    public ReadOnlySpan<char> Term { get; private set; }

    /// <summary>The hash of <see cref="Term"/>, the same in every run.</summary>
    public uint Hash { get; private set; }

    public bool Next()
    {
        if (pairIsNext)
        {
            ReadPair();
            return true;
        }

        KeepFirst();
        if (!words.Next())
        {
            return false;
        }

        Term = words.Word;
        Hash = words.Hash;
        pairIsNext = firstLength > 0;
        return true;
    }

    private void ReadPair()
    {
        var word = words.Word;
        pair[firstLength] = ' ';
        word.CopyTo(pair[(firstLength + 1)..]);
        Term = pair[..(firstLength + 1 + word.Length)];
        Hash = Tokenizer.Spread(firstHash * 31 + words.Hash);
        pairIsNext = false;
    }

    // The word read last, before the next one replaces it; none at the start.
    private void KeepFirst()
    {
        words.Word.CopyTo(pair);
        firstLength = words.Word.Length;
        firstHash = words.Hash;
    }
}
