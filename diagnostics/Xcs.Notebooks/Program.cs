using System.CommandLine;
using Xcs.Notebooks;

var files = new Argument<FileInfo[]>("notebooks")
{
    Description = "The notebooks (.ipynb) to run, each from its first cell to its last.",
    Arity = ArgumentArity.OneOrMore,
};
var check = new Option<bool>("--check")
{
    Description = "Run and compare with the outputs that are there, and write nothing.",
};
var command = new RootCommand("Runs C# notebooks without a notebook server and keeps their outputs.") { files, check };
command.SetAction((result, cancellationToken) =>
    NotebookJob.RunAsync(result.GetValue(files)!, result.GetValue(check), Console.Out, Console.Error, cancellationToken));
return await command.Parse(args).InvokeAsync();
