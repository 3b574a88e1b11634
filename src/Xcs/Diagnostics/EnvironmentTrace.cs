namespace Xcs.Diagnostics;

/// <summary>The trace that the environment variable XCS_TRACE asks for.</summary>
internal static class EnvironmentTrace
{
    public const string Variable = "XCS_TRACE";

    /// <summary>Null where the variable is not set.</summary>
    public static RunTrace? Open()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } variable)
            return null;
        var trace = new RunTrace(RunTraceOptions.Default, outer: null);
        var (path, isWritten) = (FullPath(variable), 0);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => WriteOnce();
        // A process that dies of an exception does not exit.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => WriteOnce();
        return trace;

        void WriteOnce()
        {
            if (Interlocked.Exchange(ref isWritten, 1) == 0)
                Write(trace, path);
        }
    }

    // From the folder of this moment; the process may go to another one.
    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
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
        if (Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".htm"))
            trace.WriteChromeTrace(path);
        else if (trace.Runs.MaxBy(static run => run.Makespan) is { } longest)
            RunReport.Of(trace, longest.Run).WriteHtml(path);
        else
            Console.Error.WriteLine($"{Variable}: no graph has run, so there is no report to write.");
    }
}
