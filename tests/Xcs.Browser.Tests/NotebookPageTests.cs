using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Xcs.Browser.Tests;

/// <summary>The committed notebooks as pages, made by Jupyter's own converter: what they show must stand in them.</summary>
public sealed class NotebookPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "notebooks"));

    public static TheoryData<string, ColorScheme> Notebooks => new MatrixTheoryData<string, ColorScheme>(
        Directory.GetFiles(Folder, "*.ipynb").Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal),
        [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task ANotebookIsAPageThatNeedsNoNetwork(string name, ColorScheme colours)
    {
        var folder = Directory.CreateTempSubdirectory("xcs-pages-");
        try
        {
            await Convert(name, folder.FullName);
            await using var opened = await OpenedPage.Open(chromium, Path.Combine(folder.FullName, Path.ChangeExtension(name, ".html")), new BrowserNewContextOptions
            {
                ColorScheme = colours,
                ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            });

            Assert.Empty(opened.Complaints);
            Assert.Empty(opened.Requests);
            foreach (var picture in await opened.Page.Locator(".jp-OutputArea-output svg.xcs-plan, .jp-OutputArea-output .xcs-report").AllAsync())
            {
                var box = await picture.BoundingBoxAsync();
                Assert.True(box is { Width: > 200, Height: > 40 }, $"{name}: a picture is {box?.Width} × {box?.Height}");
            }

            if (Environment.GetEnvironmentVariable("XCS_SCREENSHOTS") is { Length: > 0 } shots)
                await opened.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(shots, $"{name}-{colours}.png") });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Without the scripts that the converter would fetch: these notebooks have no formulas and no widgets.
    private static async Task Convert(string name, string folder)
    {
        var start = new ProcessStartInfo(
            "jupyter-nbconvert",
            ["--to", "html", "--HTMLExporter.mathjax_url=", "--HTMLExporter.require_js_url=", "--HTMLExporter.jquery_url=", "--output-dir", folder, Path.Combine(Folder, name)])
        {
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("there is no jupyter-nbconvert");
            throw;
        }
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
