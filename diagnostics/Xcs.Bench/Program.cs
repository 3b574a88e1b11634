using System.CommandLine;
using Xcs.Bench;

return new RootCommand("Xcs against hand-written C#, in one process.")
{
    new PeersCommand(),
    new LargeCommand(),
    new StreamsCommand(),
    new ScalingCommand(),
    new TaskBenchCommand(),
    new WorkflowCommand(),
    new LiftingCommand(),
    new RewritingCommand(),
    new KernelsCommand(),
}.Parse(args).Invoke();
