using System.Text.Json;
using System.Xml.Linq;

namespace Xcs.Bench.Tests;

public sealed class ReportTests
{
    private sealed record Row(string Name, double Figure, int? Missing, int[] List);

    [Fact]
    public void CsvHasAColumnForEachScalarAndQuotesWhatNeedsIt()
    {
        var text = CsvReport.ToText([new Row("a \"b\", c", 0.25, null, [1]), new Row("plain", 1e-9, 3, [])], JsonSerializerOptions.Web);
        Assert.Equal("name,figure,missing\r\n\"a \"\"b\"\", c\",0.25,\r\nplain,1E-09,3\r\n", text);
    }

    [Fact]
    public void CsvOfNothingIsEmpty() => Assert.Equal("", CsvReport.ToText<Row>([], JsonSerializerOptions.Web));

    [Fact]
    public void ChartsAreOneDocumentWithALineForEachSeries()
    {
        var chart = new Chart("a < b", Axis.Logarithmic("x", 1, 10, 100), Axis.Linear("y", 0, 1), [new Series("one", [(1, 0), (10, 0.5)]), new Series("two", [(100, 2)])]);
        var document = XDocument.Parse(SvgCharts.ToText([chart, chart]));
        var lines = document.Descendants().Where(element => element.Name.LocalName == "polyline").ToArray();
        Assert.Equal(4, lines.Length);
        // From the lower left corner to the middle.
        Assert.Equal("60,340 340,190", lines[0].Attribute("points")!.Value);
    }
}
