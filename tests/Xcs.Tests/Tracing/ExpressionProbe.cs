namespace Xcs.Tests.Tracing;

/// <summary>Methods that note each call, and sometimes throw: whoever runs them in another order, twice or not at all is seen.</summary>
internal static class ExpressionProbe
{
    [ThreadStatic]
    private static List<string>? t_log;

    [ThreadStatic]
    private static Box? t_box;

    public static List<string> Log => t_log ??= [];

    public static Box Shared => t_box ??= new Box();

    public static void Start()
    {
        Log.Clear();
        Shared.Value = 3;
    }

    public static int F(int x) => Noted($"F({x})", (x * 7) + 1);

    public static int G(int x, int y) => Noted($"G({x}, {y})", x - (3 * y));

    public static int Boom(int x) => Noted($"Boom({x})", x) % 5 == 0 ? throw new InvalidOperationException($"boom {x}") : x / 2;

    public static bool Odd(int x) => Noted($"Odd({x})", x) % 2 != 0;

    public static int? Maybe(int x) => Noted($"Maybe({x})", x) % 3 == 0 ? null : x;

    public static string? Name(int x) => Noted($"Name({x})", x) % 4 == 0 ? null : $"n{x}";

    public static string Join(string? a, string? b) => Noted($"Join({a}, {b})", $"{a}+{b}");

    public static int Sum(params int[] items) => Noted($"Sum({string.Join(", ", items)})", items.Sum());

    public static int Bump(int by) => Noted($"Bump({by})", Shared.Value += by);

    public static Box Make(int x) => Noted($"Make({x})", x) % 6 == 0 ? null! : new Box { Value = x };

    public static Task<int> Later(int x) => Noted($"Later({x})", x) % 5 == 0 ? Task.FromException<int>(new FormatException($"late {x}")) : Task.FromResult(x + 1);

    public static ValueTask<int> Soon(int x) => new(Noted($"Soon({x})", x + 2));

    public static Task Done(int x) => Noted($"Done({x})", Task.CompletedTask);

    public static void Tell(int x) => Noted($"Tell({x})", x);

    [Operator(Pure = true, Name = "square")]
    public static int Square(int x) => x * x;

    [Operator(Pure = true)]
    public static int Plus(int x, int y) => x + y;

    private static T Noted<T>(string line, T value)
    {
        Log.Add(line);
        return value;
    }

    internal class Box
    {
        private int _kept;

        public Box()
        {
        }

        public Box(int value)
        {
            Log.Add($"new Box({value})");
            Value = value;
        }

        public int Value;

        public int Automatic { get; set; }

        public int Kept
        {
            get => Noted($"get {_kept}", _kept);
            set => _kept = Noted($"set {value}", value) % 9 == 0 ? throw new ArgumentException($"set {value}") : value;
        }

        public int Times(int x) => Noted($"Times({x})", Value * x);

        public virtual int Virtual(int x) => Noted($"Virtual({x})", Value + x);

        // It does not touch its object: only the call itself can find that there is none.
        public int Idle(int x) => Noted($"Idle({x})", x);

        public override string ToString() => $"Box({Value}, {Automatic}, {_kept})";
    }

    internal sealed class Derived : Box
    {
        public override int Virtual(int x) => Noted($"derived {x}", 2 * x);
    }

    internal struct Counter
    {
        public int Count;

        public int Next(int by) => Noted($"Next({by})", Count += by);

        public readonly int Peek(int by) => Noted($"Peek({by})", Count + by);
    }
}
