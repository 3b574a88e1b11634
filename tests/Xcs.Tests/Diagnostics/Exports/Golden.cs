using System.Runtime.CompilerServices;

namespace Xcs.Tests.Diagnostics.Exports;

/// <summary>Texts that must not change unnoticed, in the folder Golden. With <c>XCS_WRITE_GOLDEN=1</c> in the environment tests write them anew.</summary>
internal static class Golden
{
    private const string Variable = "XCS_WRITE_GOLDEN";

    public static void Require(string name, string text)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            File.WriteAllText(Path.Combine(SourceFolder(), name), text);
        var path = Path.Combine(AppContext.BaseDirectory, "Diagnostics", "Golden", name);
        var expected = Environment.GetEnvironmentVariable(Variable) == "1" ? text : File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(expected == text, $"{name} is not what it was. Look at the difference; where it is wanted, run the test with {Variable}=1, look at the new file, and commit it.\n{text}");
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Golden");
}
