using System.Text;

namespace Xcs.Tests.Lifting.Programs;

/// <summary>
/// Writes random C# methods: nested control flow of every kind, exceptions, effects, several number types. They end: every loop uses up fuel.
/// Jumps lead forward or are those of loops, so that the flow is reducible.
/// </summary>
internal sealed class ProgramGenerator(int seed)
{
    private readonly ProgramExpressions _expressions = new(new Random(seed));
    private readonly StringBuilder _text = new();
    private readonly List<string> _labels = [];
    private readonly int _length = 100 << (seed % 4);
    private int _depth, _loops, _names;
    private int _finally;

    // Inside a loop that is itself inside the finally clause, break and continue stay inside.
    private int _loopsOfFinally;

    public string Method()
    {
        _text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""
                public static long Program{{seed}}(int a, uint b, long c, double d, int[] items, ref int r, string? s)
                {
                    int i = 1, j = a, fuel = 60; if (items is null || items.Length < 4) items = [1, a, 3, 4]; unchecked { uint u = b; long k = c; double x = d; bool p = a > 0, q = false; Pair t = new(a, 2);

            """);
        Block(4 + _expressions.Below(5));
        _text.Append("        return k + i * 3 + j + r + (p ? 1 : 0) + (long)u + t.Left * 7 + t.Right + items[0] + items[3];\n    } }\n");
        return _text.ToString();
    }

    private void Block(int statements)
    {
        _depth++;
        var label = _expressions.Chance(25) && _finally == 0 ? $"L{_names++}" : null;
        if (label is not null)
            _labels.Add(label);
        for (var n = 0; n < statements; n++)
            Statement();
        if (label is not null)
        {
            _labels.Remove(label);
            Line($"{label}: ;");
        }

        _depth--;
    }

    private void Statement()
    {
        switch (_expressions.Below(_depth > 4 || _text.Length > _length ? 12 : 24))
        {
            case 0 or 1:
                Line($"{_expressions.IntPlace()} {_expressions.Pick("=", "+=", "-=", "^=", "*=", "<<=", "|=")} {_expressions.Int()};");
                break;
            case 2:
                Line($"k {_expressions.Pick("=", "+=", "*=", ">>=")} {_expressions.Int()};");
                break;
            case 3:
                Line($"x {_expressions.Pick("=", "+=", "/=", "*=")} {_expressions.Double()};");
                break;
            case 4:
                Line(_expressions.Pick($"u {_expressions.Pick("=", "+=", "/=", "%=")} (uint)({_expressions.Int()} | j);", $"u >>= {_expressions.Int()};"));
                break;
            case 5:
                Line($"{_expressions.Pick("p", "q")} {_expressions.Pick("=", "&=", "|=", "^=")} {_expressions.Bool()};");
                break;
            case 6 or 7:
                Line($"Note({_expressions.Int()});");
                break;
            case 8:
                Jump();
                break;
            case 9:
                Line(_expressions.Pick("t.Shift(i);", "t.Left++;", "t = new Pair(j, i);", "t.Right -= t.Left;", "Bump(ref i, ref j);", "Bump(ref r, ref items[0]);", "Bump(ref t.Left, ref t.Right);"));
                break;
            case 10:
                Line($"if ({_expressions.Bool()}) throw new {_expressions.Pick("InvalidOperationException", "FormatException", "ArithmeticException")}();");
                break;
            case 11:
                Line($"s = {_expressions.Pick("Short(s) + i", "s?.Trim()", "$\"{i}{Short(s)}\"", "p ? s : \"y\"", "s ?? \"z\"")};");
                break;
            case 12 or 13 or 14:
                If();
                break;
            case 15 or 16 or 17:
                Loop();
                break;
            case 18 or 19:
                Switch();
                break;
            case 20 or 21:
                Try();
                break;
            case 22:
                Line("{");
                Block(2);
                Line("}");
                break;
            default:
                Line($"foreach (var e{_names} in items)");
                LoopBody($"if (fuel-- <= 0) break; i += e{_names++};");
                break;
        }
    }

    private void If()
    {
        Line($"if ({_expressions.Bool()})");
        Braced();
        if (_expressions.Chance(30))
        {
            Line($"else if ({_expressions.Bool()})");
            Braced();
        }

        if (_expressions.Chance(50))
        {
            Line("else");
            Braced();
        }
    }

    private void Loop()
    {
        switch (_expressions.Below(4))
        {
            case 0:
                Line($"while ({_expressions.Bool()} && fuel-- > 0)");
                LoopBody(null);
                break;
            case 1:
                var name = $"n{_names++}";
                Line($"for (var {name} = {_expressions.Below(3)}; {name} < {_expressions.Below(6)} && fuel-- > 0; {name}++)");
                LoopBody($"j ^= {name};");
                break;
            case 2:
                Line("do");
                LoopBody(null);
                Line($"while (fuel-- > 0 && {_expressions.Bool()});");
                break;
            default:
                Line("while (true)");
                LoopBody("if (fuel-- <= 0) break;");
                break;
        }
    }

    private void LoopBody(string? first)
    {
        _loops++;
        if (_finally > 0)
            _loopsOfFinally++;
        Line("{");
        if (first is not null)
            Line(first);
        Block(1 + _expressions.Below(4));
        Line("}");
        if (_finally > 0)
            _loopsOfFinally--;
        _loops--;
    }

    private void Switch()
    {
        Line($"switch ({(_expressions.Chance(20) ? "s" : $"{_expressions.Int()} & 7")})".Replace("switch (s)", "switch (s?.Length ?? -1)", StringComparison.Ordinal));
        Line("{");
        var cases = Enumerable.Range(0, 7).Where(_ => _expressions.Chance(50)).ToList();
        foreach (var value in cases)
        {
            Line($"case {value}:");
            Braced();
            Line(value != cases[^1] && _expressions.Chance(15) ? $"goto case {cases[^1]};" : "break;");
        }

        if (_expressions.Chance(60))
        {
            Line("default:");
            Braced();
            Line("break;");
        }

        Line("}");
    }

    private void Try()
    {
        Line("try");
        Braced();
        var catches = _expressions.Below(3);
        if (catches > 0)
        {
            Line($"catch ({_expressions.Pick("InvalidOperationException", "FormatException", "ArithmeticException")})");
            Braced(_expressions.Chance(25) && _finally == 0 ? "throw;" : null);
        }

        if (catches > 1)
        {
            var name = _names++;
            Line($"catch (Exception e{name})");
            Braced($"Note(e{name}.GetType().Name);");
        }

        if (catches == 0 || _expressions.Chance(40))
        {
            Line("finally");
            var (labels, loops) = (_labels.ToList(), _loopsOfFinally);
            _labels.Clear();
            _loopsOfFinally = 0;
            _finally++;
            Braced();
            _finally--;
            _loopsOfFinally = loops;
            _labels.AddRange(labels);
        }
    }

    private void Braced(string? last = null)
    {
        Line("{");
        Block(1 + _expressions.Below(3));
        if (last is not null)
            Line(last);
        Line("}");
    }

    // Out of a finally clause nothing leads but its end.
    private void Jump()
    {
        var inLoop = _finally > 0 ? _loopsOfFinally > 0 : _loops > 0;
        var condition = $"if ({_expressions.Bool()})";
        switch (_expressions.Below(4))
        {
            case 0 when inLoop:
                Line($"{condition} break;".Replace("break", "{ fuel -= 1; break; }", StringComparison.Ordinal));
                break;
            case 1 when inLoop:
                Line($"{condition} {{ if (fuel-- > 0) continue; }}");
                break;
            case 2 when _labels.Count > 0:
                Line($"{condition} goto {_expressions.Pick([.. _labels])};");
                break;
            case 3 when _finally == 0:
                Line($"{condition} return {_expressions.Int()};");
                break;
            default:
                Line($"Note({_expressions.Int()});");
                break;
        }
    }

    private void Line(string text) => _text.Append(' ', 4 + (_depth * 4)).Append(text).Append('\n');
}
