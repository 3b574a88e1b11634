using Microsoft.Playwright;

namespace Xcs.Browser.Tests;

/// <summary>A page opened from a file, and everything that the browser had to say about it.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenedPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Messages of the console and errors that nobody caught.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The addresses of all requests but that of the page itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenedPage> Open(Chromium chromium, string file, BrowserNewContextOptions options)
    {
        var context = await chromium.Browser.NewContextAsync(options);
        var opened = new OpenedPage(context, await context.NewPageAsync());
        opened.Page.Console += (_, message) => opened.Complaints.Add(message.Text);
        opened.Page.PageError += (_, error) => opened.Complaints.Add(error);
        opened.Page.Request += (_, request) =>
        {
            if (!request.IsNavigationRequest && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                opened.Requests.Add(request.Url);
        };
        await opened.Page.GotoAsync($"file://{file}");
        return opened;
    }

    /// <summary>A report, which need not stay where it was written: the page has all of it.</summary>
    public static async Task<OpenedPage> Open(Chromium chromium, RunReport report, BrowserNewContextOptions options)
    {
        var file = Path.Combine(Path.GetTempPath(), $"xcs-{Guid.NewGuid():N}.html");
        try
        {
            report.WriteHtml(file);
            return await Open(chromium, file, options);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
