namespace QuickStart;

/// <summary>
/// Walks over the words of a text without allocating. A word is a letter and the letters and digits after it, lower-cased;
/// <c>ConcurrentDictionary</c> is two words. Single letters are skipped, and only the first <see cref="MaxLength"/> letters count.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="buffer">Room for one word: <see cref="MaxLength"/> characters.</param>
public ref struct Tokenizer(ReadOnlySpan<char> text, Span<char> buffer)
{
    public const int MaxLength = 64;

    // By character: lower-cased, or 0 where no word goes on.
    private static readonly char[] AsciiFolds =
        [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c) : '\0')];

    private readonly ReadOnlySpan<char> text = text;
    private readonly Span<char> buffer = buffer[..MaxLength];
    private int position;
    private int length;

    /// <summary>The word found by the last <see cref="Next"/>, valid until the next one.</summary>
    public readonly ReadOnlySpan<char> Word => buffer[..length];

    /// <summary>The hash of <see cref="Word"/>, the same in every run.</summary>
    public uint Hash { get; private set; }

    public bool Next()
    {
        while (position < text.Length)
        {
            if (!StartsWord(text[position]))
            {
                position++;
                continue;
            }

            ReadWord();
            if (length > 1)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadWord()
    {
        var hash = 2166136261u; // FNV-1a
        var count = 0;
        var afterLower = false;
        var at = position;
        for (; at < text.Length; at++)
        {
            var folded = Fold(text[at]);
            var upper = folded != text[at];
            if (folded == '\0' || (upper && afterLower))
            {
                break;
            }

            afterLower = !upper;
            if (count < buffer.Length)
            {
                buffer[count++] = folded;
                hash = (hash ^ folded) * 16777619u;
            }
        }

        position = at;
        length = count;
        Hash = Spread(hash);
    }

    private static bool StartsWord(char c) => c < 128 ? char.IsAsciiLetter(c) : char.IsLetter(c);

    private static char Fold(char c)
    {
        var folds = AsciiFolds;
        return c < folds.Length ? folds[c] : char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';
    }

    // The finaliser of MurmurHash3: low bits choose a slot, high bits a partition, so every bit has to be good.
    public static uint Spread(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
        return hash ^ (hash >> 16);
    }
}
