using QuickStart;

try
{
    var arguments = Arguments.Parse(args);
    var folder = arguments.Folder ?? ReferencePacks.Locate();
    Screen.Corpus(folder, arguments.Query);

    var timings = Timing.Measure(() => PlainRun.Run(folder, arguments.Query));

    Screen.Hits(timings[0].Result);
    Screen.Times(("plain C#", timings[0]));
    return 0;
}
catch (CorpusException error)
{
    Screen.Failure(error.Message);
    return 1;
}
