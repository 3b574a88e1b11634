namespace Xcs.Diagnostics;

internal static class ReportHtml
{
    public static string Write(RunReport report) => report.ToText();
}
