using QuickStart;
using Xcs;

try
{
    var arguments = Arguments.Parse(args);
    var folder = arguments.Folder ?? ReferencePacks.Locate();
    Screen.Corpus(folder, arguments.Query);

    // The first run, with bars that show how far it is.
    var first = RunProgressDisplay.Show("Indexing", progress => Pipeline.Compile(new JitOptions { Progress = progress }).Invoke(folder, arguments.Query));
    var pipeline = Pipeline.Compile();
    var oneByOne = Pipeline.Compile(new JitOptions { Mode = ExecutionMode.Sequential });
    Screen.Graph(pipeline);
    Screen.Hits(first);

    // The same again, plain and by turns.
    var comparison = Comparison.Measure(
        plain: () => PlainRun.Run(folder, arguments.Query),
        alone: () => oneByOne.Invoke(folder, arguments.Query),
        xcs: () => pipeline.Invoke(folder, arguments.Query));
    Screen.Comparison(comparison);

    Screen.Files(Artifacts.Write(pipeline.Plan, comparison.Trace));
    return comparison.AreEqual ? 0 : 1;
}
catch (CorpusException error)
{
    Screen.Failure(error.Message);
    return 1;
}
