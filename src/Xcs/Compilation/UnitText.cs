using System.Globalization;
using System.Text;

namespace Xcs.Compilation;

/// <summary>The text form of a unit graph: a line a unit, in waves.</summary>
internal static class UnitText
{
    private const int MostListed = 16;

    public static string Write(UnitGraph units)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"units {units.Graph.Name}: {units.UnitCount} in {units.WaveStart.Length - 1} waves\n");
        for (var wave = 0; wave + 1 < units.WaveStart.Length; wave++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  wave {wave}\n");
            for (var unit = units.WaveStart[wave]; unit < units.WaveStart[wave + 1]; unit++)
                WriteUnit(text, units, unit);
        }

        return text.ToString();
    }

    /// <summary>Which nodes run together, for <c>Explain()</c>: the first few, then how many more.</summary>
    public static IEnumerable<string> Joined(UnitGraph units)
    {
        var joined = Enumerable.Range(0, units.UnitCount).Where(unit => units.UnitStart[unit + 1] - units.UnitStart[unit] > 1).ToArray();
        foreach (var unit in joined.Take(MostListed))
        {
            var nodes = Enumerable.Range(units.UnitStart[unit], units.UnitStart[unit + 1] - units.UnitStart[unit]);
            var names = nodes.Take(MostListed).Select(place => $"%{units.Order[place]} {units.OperatorAt(place).Name}");
            yield return $"joined {string.Join(", ", names)}{(nodes.Count() > MostListed ? $" and {nodes.Count() - MostListed} more" : "")}";
        }

        if (joined.Length > MostListed)
            yield return $"joined {joined.Length} groups of nodes in all";
    }

    private static void WriteUnit(StringBuilder text, UnitGraph units, int unit)
    {
        text.Append(CultureInfo.InvariantCulture, $"    u{unit} {(units.Kinds[unit] == UnitKind.Plain ? "" : "waiting ")}[");
        for (var place = units.UnitStart[unit]; place < units.UnitStart[unit + 1]; place++)
            text.Append(place == units.UnitStart[unit] ? "" : ", ").Append(CultureInfo.InvariantCulture, $"%{units.Order[place]} {units.OperatorAt(place).Name}");
        text.Append(']');
        var successors = units.Successors[unit];
        for (var k = 0; k < successors.Length; k++)
            text.Append(k == 0 ? " -> " : ", ").Append(CultureInfo.InvariantCulture, $"u{successors[k]}");
        text.Append('\n');
    }
}
