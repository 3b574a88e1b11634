using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;

namespace Xcs.Tests.Diagnostics.Exports;

public sealed class DotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [MemberData(nameof(GoldenPrograms.Names), MemberType = typeof(GoldenPrograms))]
    public void TextIsStable(string name) => Golden.Require($"{name}.dot", GoldenPrograms.Plans[name].ToDot());

    [Theory]
    [MemberData(nameof(GoldenPrograms.Names), MemberType = typeof(GoldenPrograms))]
    public async Task GraphvizDrawsIt(string name)
    {
        var text = GoldenPrograms.Plans[name].ToDot();
        var picture = await Draw(text);

        var nodes = text.Split('\n').Count(static line => line.Contains(", tooltip=", StringComparison.Ordinal));
        Assert.Equal(nodes, picture.Descendants(Svg + "g").Count(static group => group.Attribute("class")?.Value == "node"));
    }

    [Fact]
    public async Task GraphvizReadsNamesAsTheyAre()
    {
        var picture = await Draw(GoldenPrograms.Plans["hostile"].ToDot());

        var texts = picture.Descendants(Svg + "text").Select(static text => text.Value.Replace('\u00A0', ' ')).ToArray();
        Assert.Contains(GoldenPrograms.HostileOperator, texts);
        // The line break in the argument is one in the picture.
        Assert.Contains("]] end; %% `x` --> <a & 'b'> \\N\uFFFD\uFFFD 1. 日本語😀\"", texts);
    }

    private static async Task<XElement> Draw(string text)
    {
        using var process = Start();
        Assert.SkipWhen(process is null, "Graphviz (dot) is not installed.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        Assert.Equal(0, process.ExitCode);
        return XDocument.Parse(await output).Root!;
    }

    private static Process? Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("dot", "-Tsvg") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
