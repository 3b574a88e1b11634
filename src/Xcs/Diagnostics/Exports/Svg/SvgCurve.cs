using System.Globalization;
using System.Text;

namespace Xcs.Diagnostics.Exports.Svg;

/// <summary>The shape of an edge: level through columns, a curve that starts and ends level between them.</summary>
internal static class SvgCurve
{
    private const int HeadLength = 7;

    public static string Through((int X, int Y)[] points)
    {
        var path = new StringBuilder(Text($"M{points[0].X} {points[0].Y}"));
        if (ReturnsTo(points) is { } end)
        {
            var bulge = points[0].X + Math.Clamp(14 + (Math.Abs(end.Y - points[0].Y) / 10), 18, 44);
            return path.Append(Text($" C{bulge} {points[0].Y} {bulge} {end.Y} {end.X + HeadLength - 2} {end.Y}")).ToString();
        }

        for (var k = 1; k < points.Length; k++)
        {
            var ((x1, y1), (x2, y2)) = (points[k - 1], points[k]);
            if (k == points.Length - 1)
                x2 -= HeadLength - 2;
            var middle = (x1 + x2) / 2;
            path.Append(y1 == y2 ? Text($" H{x2}") : Text($" C{middle} {y1} {middle} {y2} {x2} {y2}"));
        }

        return path.ToString();
    }

    public static string Head((int X, int Y)[] points)
    {
        var (x, y) = points[^1];
        var back = ReturnsTo(points) is null ? -HeadLength : HeadLength;
        return Text($"M{x} {y} l{back} -3.5 v7 z");
    }

    // Boxes of one column, where waves share it: out to the right and back in from the right.
    private static (int X, int Y)? ReturnsTo((int X, int Y)[] points) =>
        points.Length == 2 && points[1].X <= points[0].X ? points[1] : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
