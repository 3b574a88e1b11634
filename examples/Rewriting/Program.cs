using RewritingExamples;

Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (FormatException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var differ = 0;
var options = new WorldOptions { Workers = arguments.Workers ?? Environment.ProcessorCount };
foreach (var workload in AllWorkloads.List.Where(workload => arguments.Names.Count == 0 || arguments.Names.Contains(workload.Name)))
{
    var size = arguments.SizeOf(workload);
    var result = workload.Run(options, size);
    var perSecond = result.Rewrites / result.RuleTime.TotalSeconds / 1e6;
    Console.WriteLine($"{workload.Name}, {size:N0} {workload.Unit}: {result.Story}");
    Console.WriteLine($"    {result.Rewrites:N0} rewrites in {result.Rounds:N0} rounds, {result.RuleTime.TotalSeconds:0.000} s ({perSecond:0.00} million/s); plain C# {result.PlainTime.TotalSeconds:0.000} s");
    Console.WriteLine($"    {(result.IsEqual ? "equal" : "DIFFERENT")}; commit {result.CommitHash}");
    differ += result.IsEqual ? 0 : 1;
    if (arguments.Pictures is { } folder && result.Picture is { } picture)
    {
        Directory.CreateDirectory(folder);
        picture.Save(Path.Combine(folder, $"{workload.Name}.png"));
    }
}

return differ == 0 ? 0 : 1;
