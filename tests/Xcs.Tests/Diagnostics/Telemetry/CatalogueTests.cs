using System.Diagnostics.Tracing;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xcs.Diagnostics.Telemetry;

namespace Xcs.Tests.Diagnostics.Telemetry;

/// <summary>src/Xcs/Diagnostics/Telemetry/README.md names what the code has, and nothing else.</summary>
public sealed partial class CatalogueTests
{
    [Fact]
    public void EveryInstrumentIsListedWithItsKindAndUnit()
    {
        var known = typeof(Instruments).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(static field => field.GetValue(null)).OfType<System.Diagnostics.Metrics.Instrument>()
            .Select(static instrument => $"{instrument.Name} | {KindOf(instrument)} | {instrument.Unit}");
        Assert.Equal(known.Order(), Rows("Instruments").Select(static row => $"{row[0]} | {row[1]} | {row[2]}").Order());
    }

    [Fact]
    public void EveryAttributeIsListed()
    {
        var known = typeof(Tags).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => (string)field.GetValue(null)!);
        Assert.Equal(known.Order(StringComparer.Ordinal), Rows("Attributes").Select(static row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryAttributeOfASpanOrAnInstrumentIsAnAttribute()
    {
        var known = Rows("Attributes").Select(static row => row[0]).ToHashSet();
        var used = Rows("Spans").Select(static row => row[^1]).Concat(Rows("Instruments").Select(static row => row[^1]))
            .SelectMany(static cell => Names().Matches(cell).Select(static match => match.Value)).ToHashSet();
        Assert.Empty(used.Except(known));
        Assert.Empty(known.Except(used));
    }

    [Fact]
    public void EveryEventIsListedWithItsLevelAndKeyword()
    {
        var known = typeof(XcsEventSource).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Select(static method => (method, attribute: method.GetCustomAttribute<EventAttribute>()))
            .Where(static entry => entry.attribute is not null)
            .Select(static entry => $"{entry.method.Name} | {entry.attribute!.Level} | {KeywordOf(entry.attribute.Keywords)} | {string.Join(", ", entry.method.GetParameters().Select(static parameter => parameter.Name))}");
        Assert.Equal(known.Order(StringComparer.Ordinal), Rows("Events").Select(static row => $"{row[0]} | {row[1]} | {row[2]} | {row[4]}").Order(StringComparer.Ordinal));
    }

    private static string KindOf(System.Diagnostics.Metrics.Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Histogram" => "histogram",
        "Counter" => "counter",
        "ObservableUpDownCounter" => "up-down counter, observed",
        var other => other,
    };

    private static string KeywordOf(EventKeywords keywords) =>
        string.Join(", ", typeof(XcsEventSource.Keywords).GetFields().Where(field => keywords.HasFlag((EventKeywords)field.GetRawConstantValue()!)).Select(static field => field.Name));

    // The rows of the table below a heading, without the marks around code.
    private static string[][] Rows(string heading, [CallerFilePath] string here = "")
    {
        var page = Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/Xcs/Diagnostics/Telemetry/README.md");
        var section = File.ReadAllLines(page).SkipWhile(line => line != $"## {heading}").Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal));
        return [.. section.Where(static line => line.StartsWith('|')).Skip(2)
            .Select(static line => line.Trim('|', ' ').Split('|').Select(static cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray())];
    }

    [GeneratedRegex(@"[a-z]+(\.[a-z_]+)+")]
    private static partial Regex Names();
}
