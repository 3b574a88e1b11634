using System.Diagnostics;
using QuickStart;
using Spectre.Console;

try
{
    var arguments = Arguments.Parse(args);
    var folder = arguments.Folder ?? ReferencePacks.Locate();
    Screen.Corpus(folder, arguments.Query);

    var clock = Stopwatch.StartNew();
    var plain = PlainRun.Run(folder, arguments.Query);
    clock.Stop();

    Screen.Hits(plain);
    AnsiConsole.MarkupLineInterpolated($"Plain C#: {clock.Elapsed.TotalMilliseconds:N0} ms, digest {Digest.Of(plain)}");
    return 0;
}
catch (CorpusException error)
{
    Screen.Failure(error.Message);
    return 1;
}
