namespace Xcs.Diagnostics;

/// <summary>The trace that the environment variable XCS_TRACE asks for.</summary>
internal static class EnvironmentTrace
{
    public const string Variable = "XCS_TRACE";

    /// <summary>Null where the variable is not set.</summary>
    public static RunTrace? Open()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
            return null;
        var trace = new RunTrace(RunTraceOptions.Default, outer: null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Write(trace, path);
        return trace;
    }

    // The program has done its work: that it was not recorded must not look like its failure.
    private static void Write(RunTrace trace, string path)
    {
        try
        {
            WriteTo(trace, path);
            if (trace.LostEvents > 0)
                Console.Error.WriteLine($"{Variable}: {trace.LostEvents} events did not fit and are missing in {path}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine($"{Variable}: the trace was not written. {exception.Message} Set it to the path of a file that can be written.");
        }
    }

    // A page is about one run: that which took longest.
    private static void WriteTo(RunTrace trace, string path)
    {
        if (Path.GetExtension(path) is not ".html")
            trace.WriteChromeTrace(path);
        else if (trace.Runs.MaxBy(static run => run.Makespan) is { } longest)
            RunReport.Of(trace, longest.Run).WriteHtml(path);
        else
            Console.Error.WriteLine($"{Variable}: no graph has run, so there is no report to write.");
    }
}
