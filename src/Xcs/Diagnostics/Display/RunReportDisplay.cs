namespace Xcs.Diagnostics.Display;

/// <summary>The report of a run as a panel: what it took, who ran what when, and what would make it shorter.</summary>
internal sealed class RunReportDisplay() : FormatterSource<RunReport>(ReportPanel.Write, static report => report.ToText());
