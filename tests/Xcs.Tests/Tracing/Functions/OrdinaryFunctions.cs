using System.Globalization;
using System.Text;

namespace Xcs.Tests.Tracing.Functions;

/// <summary>Functions as people write them. Of <c>x</c> depends what they do, and whether something fails on the way.</summary>
internal static class OrdinaryFunctions
{
    private static int s_served;

    public static object? FanOut(int x, Journal journal)
    {
        var pages = new List<string>();
        foreach (var id in Ids(x))
            pages.Add(Load(id));
        return string.Join("|", pages);
    }

    public static object? EarlyReturn(int x, Journal journal)
    {
        if (x < 0)
            return "negative";
        var first = Load(x);
        if (first.Length > 6)
            return first;
        journal.Write("short");
        return first + Load(x + 1);
    }

    public static object? Cleanup(int x, Journal journal)
    {
        using var section = journal.Open("work");
        try
        {
            section.Add(Score(x));
            section.Add(Score(x + 2));
            return Score(x) + Score(x + 1);
        }
        finally
        {
            journal.Write("finally");
        }
    }

    public static object? Accumulate(int x, Journal journal)
    {
        var (sum, most) = (0L, int.MinValue);
        for (var k = 0; k < x; k++)
        {
            var score = Score(k);
            sum = checked(sum + (score * (k + 1)));
            if (score > most)
                most = score;
        }

        return (sum, most);
    }

    public static object? Effects(int x, Journal journal)
    {
        journal.Write("start");
        var left = Load(x);
        journal.Write(left);
        var right = Load(x + 3);
        journal.Write(right);
        journal.Count = left.Length;
        return journal.Take() + journal.Take() + right.Length;
    }

    public static object? Helpers(int x, Journal journal)
    {
        var summary = Describe(x);
        var other = Describe(x + 1);
        journal.Write(summary);
        return summary + "; " + other;
    }

    public static object? Builder(int x, Journal journal)
    {
        var text = new StringBuilder();
        text.Append(Load(x)).Append(", ");
        for (var k = 0; k < x % 5; k++)
            text.Append(CultureInfo.InvariantCulture, $"{Score(k)};");
        text.AppendLine(Load(x + 1));
        text.Replace("page", "p");
        return text.ToString();
    }

    public static object? Index(int x, Journal journal)
    {
        var byName = new Dictionary<string, int>();
        var lengths = new int[x % 9];
        for (var k = 0; k < lengths.Length; k++)
        {
            var name = Load(k);
            byName[name] = Score(k);
            lengths[k] = name.Length;
        }

        return string.Join(",", byName.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}")) + Total(lengths);
    }

    public static object? Choose(int x, Journal journal)
    {
        var kind = (x % 5) switch
        {
            0 => Load(x),
            1 => Load(x + 1) + Load(x + 2),
            2 when x > 10 => "large",
            _ => "other",
        };
        switch (kind.Length)
        {
            case 5:
                journal.Write("five");
                break;
            case 10:
                return Score(x);
            default:
                kind += Score(x + 1);
                break;
        }

        return kind;
    }

    public static object? Retry(int x, Journal journal)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return Score(x + attempt);
            }
            catch (InvalidOperationException failure)
            {
                journal.Write($"{attempt}: {failure.Message}");
                if (attempt == 2)
                    throw;
            }
        }
    }

    public static object? Nested(int x, Journal journal)
    {
        var rows = new List<int[]>();
        for (var row = 0; row < x % 4; row++)
        {
            var cells = new int[3];
            for (var column = 0; column < cells.Length; column++)
                cells[column] = Score((row * 3) + column);
            if (cells[0] > 40)
                continue;
            rows.Add(cells);
        }

        return string.Join(";", rows.Select(static cells => string.Join(",", cells)));
    }

    public static object? Closures(int x, Journal journal)
    {
        var seen = 0;
        var scores = new List<int> { Score(x), Score(x + 1) };
        scores.ForEach(score => seen += score);
        Func<int, int> add = value => value + seen;
        var (a, b) = (add(Score(x + 2)), add(3));
        seen++;
        return (a, b, add(0), scores.Where(score => score > seen / 9).Count());
    }

    public static object? Tasks(int x, Journal journal)
    {
        var started = LoadLater(x + 1);
        var first = Graph.Await(LoadLater(x));
        journal.Write(first);
        return first + Graph.Await(started);
    }

    public static object? Statics(int x, Journal journal)
    {
        Serve(x);
        var served = Served();
        Serve(x + 1);
        var result = $"{served}, {Served()}, {s_served}";
        s_served = 0;
        return result;
    }

    public static object? HandedOn(int x, Journal journal)
    {
        var sum = 0;
        for (var k = 0; k < x % 5; k++)
        {
            Note(Same(journal), Load(k));
            sum += Same(journal).Lines.Count;
        }

        return sum + journal.Lines.Count;
    }

    public static string Load(int id) => id % 17 == 13 ? throw new InvalidOperationException($"no page {id}") : $"page{id}";

    public static int Score(int id) => id % 19 == 11 ? throw new InvalidOperationException($"no score {id}") : (id * 37) % 50;

    public static int Total(int[] values) => values.Sum();

    private static IEnumerable<int> Ids(int x)
    {
        for (var k = 0; k < x % 7; k++)
            yield return k == 5 && x > 20 ? throw new FormatException("ids end") : (x * k) % 23;
    }

    [Inline]
    private static string Describe(int id)
    {
        var page = Load(id);
        var score = Score(id);
        return score < 10 ? page : $"{page} ({score})";
    }

    private static Journal Same(Journal journal) => journal;

    private static void Note(Journal journal, string line) => journal.Write(line);

    private static void Serve(int x) => s_served += x;

    private static int Served() => s_served;

    private static async Task<string> LoadLater(int id)
    {
        await Task.Yield();
        return Load(id);
    }
}
