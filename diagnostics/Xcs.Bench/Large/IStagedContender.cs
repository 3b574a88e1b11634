namespace Xcs.Bench;

/// <summary>A system whose preparation is measured stage by stage. The stages are called once each, in this order.</summary>
internal interface IStagedContender : IDisposable
{
    /// <summary>Program to graph.</summary>
    void Trace(Pattern pattern);

    /// <summary>Graph to schedule.</summary>
    void Plan();

    /// <summary>Schedule to something that runs.</summary>
    void Compile();

    ulong Run(ulong argument);
}
