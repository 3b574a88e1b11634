using System.Reflection;

namespace Xcs.Notebooks.Scripting;

/// <summary>A library project of the repository that a notebook lies in.</summary>
/// <param name="Library">Where its build puts the library, in the configuration that this runner was built in.</param>
internal sealed record RepositoryProject(string Library)
{
    /// <summary>The project that makes a package; null where the notebook lies in no repository, or in one without such a project.</summary>
    public static RepositoryProject? Find(string folder, string package)
    {
        for (var root = new DirectoryInfo(folder); root is not null; root = root.Parent)
        {
            if (File.Exists(Path.Combine(root.FullName, "src", package, $"{package}.csproj")))
                return new RepositoryProject(Path.Combine(root.FullName, "src", package, "bin", Configuration, "net10.0", $"{package}.dll"));
        }

        return null;
    }

    private static string Configuration => typeof(RepositoryProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
}
