namespace Xcs.Tests.Tracing.Statements;

/// <summary>What generated programs call: operators that only compute or fail, and objects on which everything that happens can be seen.</summary>
internal sealed class StatementWorld
{
    public static StatementWorld? Held { get; set; }

    public int Value;

    public List<int> Items = [];

    public List<string> Log { get; } = [];

    public static int F(int x, int y) => (x % 11 == 7) ? throw new InvalidOperationException($"F({x}, {y})") : (x * 3) - y;

    public static int G(int x) => (x % 13 == 5) ? throw new FormatException($"G({x})") : x ^ 21;

    public static int Total(List<int> items)
    {
        var total = items.Count;
        foreach (var item in items)
            total = (total * 5) + item;
        return total;
    }

    public static int Look(StatementWorld world) => (world.Value * 7) + world.Items.Count;

    public static bool Odd(int x) => x % 17 == 3 ? throw new ArithmeticException($"Odd({x})") : (x & 1) != 0;

    public static async Task<int> Later(int x)
    {
        await Task.Yield();
        return x % 19 == 4 ? throw new TimeoutException($"Later({x})") : x + 9;
    }

    public static void Note(StatementWorld world, int x)
    {
        world.Log.Add($"note {x}");
        if (x % 23 == 6)
            throw new NotSupportedException($"Note({x})");
    }

    public static bool TryHalve(int x, out int half)
    {
        half = x / 2;
        return x % 2 == 0;
    }

    public int Next(int by)
    {
        Log.Add($"next {by}");
        if (by % 29 == 8)
            throw new OverflowException($"Next({by})");
        return Value += by;
    }

    public void Tell(int x) => Log.Add($"tell {x} at {Value}");

    public string Describe() => $"{Value} [{string.Join(",", Items)}] {string.Join("; ", Log)}";
}
