using System.Collections;

namespace Xcs.Kernels.Tests.Programs;

/// <summary>A notebook finds out by names alone how a kernel looks; see the tests of the core's displays.</summary>
public sealed class KernelDisplayTests
{
    [Fact]
    public void AKernelShowsItsProgramWithDivergentLinesMarked()
    {
        object kernel = Kernel.Compile<Action<Buffer<int>>>(OddLanes);
        var attribute = kernel.GetType().GetCustomAttributes(inherit: true).Single(static attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!;
        var texts = new Dictionary<string, string>();
        foreach (var formatter in (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!)
        {
            using var writer = new StringWriter();
            Assert.Equal(true, formatter.GetType().GetMethod("Format")!.Invoke(formatter, [kernel, writer]));
            texts.Add((string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!, writer.ToString());
        }

        Assert.Contains("<span class=\"divergent\">|", texts["text/html"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", texts["text/html"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(((Kernel<Action<Buffer<int>>>)kernel).ToText(), texts["text/plain"]);
    }

    private static void OddLanes(Buffer<int> x)
    {
        if (Warp.Lane % 2 == 1)
            x[Warp.Lane] = 1;
    }
}
