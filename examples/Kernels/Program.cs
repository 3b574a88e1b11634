using KernelExamples;

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
foreach (var example in AllExamples.List.Where(example => arguments.Names.Count == 0 || arguments.Names.Contains(example.Name)))
{
    var size = arguments.SizeOf(example);
    using var trial = example.Prepare(arguments.Options, size);
    trial.Launch();
    trial.Plain();
    Console.WriteLine($"{example.Name,-24} {size,9:N0} {example.Unit,-15} {(trial.IsEqual ? "equal" : "DIFFERENT")}");
    differ += trial.IsEqual ? 0 : 1;
}

return differ == 0 ? 0 : 1;
