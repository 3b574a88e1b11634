namespace Xcs.Tests.Lifting.Programs;

/// <summary>Random C# expressions over the variables of a random program.</summary>
internal sealed class ProgramExpressions(Random random)
{
    private int _depth;

    public int Below(int bound) => random.Next(bound);

    public bool Chance(int percent) => random.Next(100) < percent;

    public string Pick(params ReadOnlySpan<string> texts) => texts[random.Next(texts.Length)];

    public string IntPlace() => Pick("i", "j", "r", "items[i & 3]", "t.Left", "t.Right", "items[1]");

    public string Int() => Deeper(() => Below(16) switch
    {
        0 => $"({Int()} + {Int()})",
        1 => $"({Int()} - {Int()})",
        2 => $"({Int()} * {Int()})",
        3 => $"({Int()} / {(Chance(40) ? Variable() : $"({Variable()} | 1)")})",
        4 => $"({Int()} % ({Int()} | {Variable()} | 8))",
        5 => $"({Int()} {Pick("&", "|", "^")} {Int()})",
        6 => $"({Int()} {Pick("<<", ">>", ">>>")} {Int()})",
        7 => $"({Bool()} ? {Int()} : {Int()})",
        8 => $"Note({Int()})",
        9 => $"{Pick("-", "~")}({Int()})",
        10 => Pick("i++", "++j", "i--", "(i += 2)", "(j = i)", "r++", "items[0]++", "(items[i & 3] += 5)"),
        11 when Chance(40) => $"checked({Variable()} {Pick("+", "*", "-")} {Variable()})",
        12 => $"(int)({Double()})",
        13 => $"({Pick("byte", "sbyte", "short", "ushort", "char")})({Int()})",
        14 => $"Add({Int()}, {Int()})",
        _ => Pick("t.Sum", "(int)k", "(int)u", "(s?.Length ?? 3)", "items.Length", "items[j & 3]", "(int)(k >> 3)", "Add(i++, i)"),
    }, () => Pick("i", "j", "a", "r", "1", "0", "7", "-3", "100000", "fuel", "t.Left"));

    public string Double() => Deeper(() => Below(6) switch
    {
        0 => $"({Double()} + {Double()})",
        1 => $"({Double()} * {Double()})",
        2 => $"({Double()} / {Double()})",
        3 => $"(double){Int()}",
        4 => $"({Bool()} ? {Double()} : x)",
        _ => $"-({Double()})",
    }, () => Pick("x", "d", "0.5", "(float)x", "u", "k", "2.0"));

    public string Bool() => Deeper(() => Below(10) switch
    {
        0 => $"({Bool()} && {Bool()})",
        1 => $"({Bool()} || {Bool()})",
        2 => $"!{Bool()}",
        3 => $"({Double()} {Comparison()} {Double()})",
        4 => $"!({Double()} {Comparison()} {Double()})",
        5 => $"((uint){Int()} {Comparison()} u)",
        6 => $"(k {Comparison()} {Int()})",
        7 => $"({Bool()} {Pick("==", "!=", "^", "&", "|")} {Bool()})",
        _ => $"({Int()} {Comparison()} {Int()})",
    }, () => Pick("p", "q", "i < 5", "(j & 1) == 0", "s is null", "s == \"a\"", "u > b", "x >= d", "Note(i) > 2")
        is var text && text.Length > 1 ? $"({text})" : text);

    // The compiler refuses to divide by a constant zero, or to overflow with constants where that is checked.
    private string Variable() => Pick("i", "j", "a", "r", "t.Left", "items[1]", "fuel");

    private string Comparison() => Pick("<", "<=", ">", ">=", "==", "!=");

    private string Deeper(Func<string> inner, Func<string> leaf)
    {
        if (_depth > 3 || Chance(25 + (_depth * 15)))
            return leaf();
        _depth++;
        var text = inner();
        _depth--;
        return text;
    }
}
