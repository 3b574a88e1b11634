using Microsoft.Playwright;

namespace Xcs.Browser.Tests;

/// <summary>With XCS_SCREENSHOTS set to a folder, the pages are photographed there, to be looked at.</summary>
public sealed class RunReportPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<int, int, ColorScheme> Views => new()
    {
        { 1280, 800, ColorScheme.Light },
        { 1280, 800, ColorScheme.Dark },
        { 390, 844, ColorScheme.Light },
        { 390, 844, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task PageOpensWithoutComplaintAndAsksForNothing(int width, int height, ColorScheme scheme)
    {
        await using var report = await Open(TracedRuns.Small, width, height, scheme);
        Assert.True(await report.Page.Locator("#timeline rect.slice").CountAsync() > 10);
        Assert.Equal(1, await report.Page.Locator(".graph svg").CountAsync());
        await Photograph(report, $"{width}-{scheme}".ToLowerInvariant());
        Assert.Empty(report.Complaints);
        Assert.Empty(report.Requests);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task NothingIsCutOffOrTooSmallToRead(int width, int height, ColorScheme scheme)
    {
        await using var report = await Open(TracedRuns.Small, width, height, scheme);
        Assert.Equal(width, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var smallest = await report.Page.EvaluateAsync<double>(
            """
            () => {
              let least = 99;
              for (const element of document.querySelectorAll('main *:not(svg *)'))
                if ([...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
                  least = Math.min(least, parseFloat(getComputedStyle(element).fontSize));
              return least;
            }
            """);
        Assert.True(smallest >= 11, $"text of {smallest} px");
        Assert.True(await WorstContrast(report.Page) >= 4.5, $"contrast of {await WorstContrast(report.Page)}");
    }

    [Fact]
    public async Task TimelineZoomsByButtonKeyAndWheelAndPansByDragging()
    {
        await using var report = await Open(TracedRuns.Small, 1280, 800, ColorScheme.Light);
        var all = await FirstWidth(report.Page);
        await report.Page.ClickAsync("button[data-do=in]");
        await report.Page.WaitForFunctionAsync($"document.querySelector('#timeline .wave').getBoundingClientRect().width > {all} * 1.3");
        await report.Page.ClickAsync("button[data-do=fit]");
        await report.Page.WaitForFunctionAsync($"Math.abs(document.querySelector('#timeline .wave').getBoundingClientRect().width - {all}) < 1");

        await report.Page.FocusAsync("#timeline");
        await report.Page.Keyboard.PressAsync("+");
        await report.Page.WaitForFunctionAsync($"document.querySelector('#timeline .wave').getBoundingClientRect().width > {all} * 1.3");
        await report.Page.Keyboard.PressAsync("0");
        await report.Page.WaitForFunctionAsync($"Math.abs(document.querySelector('#timeline .wave').getBoundingClientRect().width - {all}) < 1");

        await report.Page.HoverAsync("#timeline");
        await report.Page.Mouse.WheelAsync(0, -400);
        await report.Page.WaitForFunctionAsync($"document.querySelector('#timeline .wave').getBoundingClientRect().width > {all} * 2");
        var before = await report.Page.Locator("#timeline .wave").First.GetAttributeAsync("x");
        await report.Page.HoverAsync("#timeline");
        await report.Page.Mouse.DownAsync();
        await report.Page.Mouse.MoveAsync(400, 300, new MouseMoveOptions { Steps = 4 });
        await report.Page.Mouse.UpAsync();
        await report.Page.WaitForFunctionAsync($"document.querySelector('#timeline .wave').getAttribute('x') !== '{before}'");
        Assert.Empty(report.Complaints);
    }

    [Fact]
    public async Task SelectedSliceSaysWhatItIsAndShowsItsEdges()
    {
        await using var report = await Open(TracedRuns.Small, 1280, 800, ColorScheme.Light);
        await report.Page.SelectOptionAsync("#arrows", "chosen");
        Assert.Equal(0, await report.Page.Locator("#timeline .arrow").CountAsync());
        var parse = TracedRuns.Small.Graph.Nodes.First(node => node.Operator.Name == "Parse").Id;
        await report.Page.Locator($"#timeline rect.slice[data-node='{parse.Value}']").ClickAsync(new LocatorClickOptions { Force = true });
        await report.Page.WaitForFunctionAsync("document.querySelectorAll('#timeline .arrow').length > 0");
        Assert.StartsWith($"{parse} Parse · ", await report.Page.TextContentAsync("#selected"), StringComparison.Ordinal);
        await report.Page.SelectOptionAsync("#arrows", "all");
        Assert.True(await report.Page.Locator("#timeline .arrow").CountAsync() > 10);
    }

    [Fact]
    public async Task LargeTraceIsFoldedSaysSoAndStaysUsable()
    {
        await using var report = await Open(TracedRuns.Large, 1280, 800, ColorScheme.Light);
        Assert.Contains("are folded into", await report.Page.TextContentAsync("main"), StringComparison.Ordinal);
        var drawn = await report.Page.Locator("#timeline svg *").CountAsync();
        Assert.InRange(drawn, 10, 20_000);
        await report.Page.ClickAsync("button[data-do=in]");
        await Photograph(report, "large");
        Assert.Empty(report.Complaints);
    }

    [Fact]
    public async Task TablesShowWithoutScripts()
    {
        await using var report = await OpenedPage.Open(chromium, TracedRuns.Small, new BrowserNewContextOptions { JavaScriptEnabled = false });
        Assert.Equal(5, await report.Page.Locator("table").CountAsync());
        Assert.True(await report.Page.Locator("noscript").IsVisibleAsync());
        Assert.False(await report.Page.Locator(".tools").IsVisibleAsync());
        Assert.Empty(report.Requests);
    }

    [Fact]
    public async Task PageFitsOnPaperInLightColours()
    {
        await using var report = await Open(TracedRuns.Small, 1280, 800, ColorScheme.Dark);
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await report.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.False(await report.Page.Locator(".tools").IsVisibleAsync());
        await report.Page.SetViewportSizeAsync(720, 1000);
        Assert.Equal(720, await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Photograph(report, "print");
        if (Folder is { } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "print.pdf"), await report.Page.PdfAsync(new PagePdfOptions { Format = "A4", Margin = new Margin { Top = "14mm", Bottom = "14mm", Left = "12mm", Right = "12mm" } }), TestContext.Current.CancellationToken);
    }

    private static string? Folder => Environment.GetEnvironmentVariable("XCS_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    private Task<OpenedPage> Open(RunReport report, int width, int height, ColorScheme scheme) =>
        OpenedPage.Open(chromium, report, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });

    private static Task<double> FirstWidth(IPage page) => page.EvaluateAsync<double>("document.querySelector('#timeline .wave').getBoundingClientRect().width");

    // The least contrast of text against what lies behind it (WCAG 2.2), texts in pictures aside.
    private static Task<double> WorstContrast(IPage page) => page.EvaluateAsync<double>(
        """
        () => {
          const parse = text => (text.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
          const light = colour => colour.slice(0, 3).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
          const behind = element => {
            for (; element; element = element.parentElement) {
              const colour = getComputedStyle(element).backgroundColor;
              if (colour.startsWith('rgb') && (parse(colour)[3] ?? 1) === 1) return parse(colour);
            }
            return [255, 255, 255];
          };
          let worst = 99;
          for (const element of document.querySelectorAll('main *:not(svg *):not(.heat):not(.heat *)')) {
            if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) || !element.checkVisibility()) continue;
            const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
            worst = Math.min(worst, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
          }
          return worst;
        }
        """);

    private static async Task Photograph(OpenedPage report, string name)
    {
        if (Folder is not { } folder)
            return;
        await report.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        await report.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-full.png"), FullPage = true });
        await report.Page.Locator("#timeline").ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, $"{name}-timeline.png") });
        await report.Page.Locator(".graph").ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, $"{name}-graph.png") });
    }
}
