using Microsoft.Playwright;

namespace Xcs.Browser.Tests;

/// <summary>A report opened from a file, and everything that the browser had to say about it.</summary>
internal sealed class ReportPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _file;

    private ReportPage(IBrowserContext context, IPage page, string file) => (_context, Page, _file) = (context, page, file);

    public IPage Page { get; }

    /// <summary>Messages of the console and errors that nobody caught.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The addresses of all requests but that of the page itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<ReportPage> Open(Chromium chromium, RunReport report, BrowserNewContextOptions options)
    {
        var file = Path.Combine(Path.GetTempPath(), $"xcs-{Guid.NewGuid():N}.html");
        report.WriteHtml(file);
        var context = await chromium.Browser.NewContextAsync(options);
        var opened = new ReportPage(context, await context.NewPageAsync(), file);
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

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        File.Delete(_file);
    }
}
