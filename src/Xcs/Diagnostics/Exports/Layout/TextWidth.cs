using System.Globalization;
using System.Text;

namespace Xcs.Diagnostics.Exports.Layout;

/// <summary>How wide text is, without a font at hand: by the widths of Helvetica, which the fonts of a picture come close to.</summary>
internal static class TextWidth
{
    // From the space to the tilde, in thousandths of the size (Adobe font metrics of Helvetica).
    private static readonly short[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>The width in pixels, rounded up.</summary>
    public static int Of(string text, int size)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return ((width * size) + 999) / 1000;
    }

    /// <summary>The text, cut off with an ellipsis where it is wider than allowed.</summary>
    public static string Shorten(string text, int size, int widest)
    {
        if (Of(text, size) <= widest)
            return text;
        var shorter = new StringBuilder();
        var width = 1000;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width * size > widest * 1000)
                break;
            shorter.Append(rune);
        }

        return shorter.Append('…').ToString();
    }

    // Scripts from CJK on fill a square, the others are as wide as a wide Latin letter at most.
    private static int Of(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => Widths[rune.Value - ' '],
        '·' => 278,
        >= 0x1100 => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation ? 600 : 1000,
        _ => 650,
    };
}
