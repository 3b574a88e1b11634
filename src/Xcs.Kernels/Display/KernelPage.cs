using System.Net;
using System.Text;

namespace Xcs.Kernels.Display;

/// <summary>The text of a program with its divergent lines on a ground of their own.</summary>
internal static class KernelPage
{
    private const string Style =
        """
        <style>
        .xcs-kernel { font: 12px/1.5 ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; color: #1f2328; background: #fff; padding: 10px 14px; overflow-x: auto; white-space: pre; }
        .xcs-kernel .divergent { background: #fff3d6; } .xcs-kernel .quiet { color: #59636e; }
        @media (prefers-color-scheme: dark) { .xcs-kernel { color: #f0f6fc; background: #0d1117; } .xcs-kernel .divergent { background: #3a2d0c; } .xcs-kernel .quiet { color: #9198a1; } }
        </style>

        """;

    public static string Of(string text)
    {
        var html = new StringBuilder("<div class=\"xcs-kernel\">").Append(Style);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            var encoded = WebUtility.HtmlEncode(line);
            html.Append(line.StartsWith('|') ? $"<span class=\"divergent\">{encoded}</span>\n" : $"{encoded}\n");
        }

        return html.Append("<span class=\"quiet\">| and the coloured ground: may run for some lanes of a warp only</span></div>\n").ToString();
    }
}
