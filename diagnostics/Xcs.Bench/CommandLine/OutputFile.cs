using System.CommandLine;

namespace Xcs.Bench;

/// <summary>Files to write to. That one cannot be written is found before anything is measured.</summary>
internal static class OutputFile
{
    public static Option<FileInfo?> CreateOption(string name, string description)
    {
        var option = new Option<FileInfo?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Mistake(token.Value) is { } mistake)
                result.AddError($"{name}: '{token.Value}' cannot be written: {mistake}");
        });
        return option;
    }

    private static string? Mistake(string path)
    {
        if (Directory.Exists(path))
            return "it is a folder; name a file.";
        try
        {
            var isNew = !File.Exists(path);
            using (File.Open(path, FileMode.OpenOrCreate, FileAccess.Write))
            {
            }

            if (isNew)
                File.Delete(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return error.Message;
        }
    }
}
