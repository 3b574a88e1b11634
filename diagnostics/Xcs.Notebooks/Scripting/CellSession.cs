using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Xcs.Notebooks.Scripting;

/// <summary>Runs the cells of one notebook, each after and on top of the last, by the rules of .NET Interactive's C# kernel.</summary>
internal sealed class CellSession : IDisposable
{
    // What .NET Interactive imports before the first cell, as far as the base library has it.
    private static readonly string[] Imports =
    [
        "System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Xcs.Notebooks.Scripting",
    ];

    private readonly InteractiveAssemblyLoader _loader = new();
    private readonly CellReferences _references;
    private readonly DisplayHost _host = new();
    private readonly ScriptOptions _options;
    private ScriptState<object>? _state;

    public CellSession(string path)
    {
        _references = new CellReferences(path);
        _options = ScriptOptions.Default
            .WithReferences(RuntimeReferences())
            .WithImports(Imports)
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8);
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>What it put out, in the order in which it did.</returns>
    /// <exception cref="NotebookException">The cell does not compile, threw, or has a line that this runner does not know.</exception>
    public async Task<IReadOnlyList<CellOutput>> RunAsync(NotebookCell cell, CancellationToken cancellationToken)
    {
        var source = CellSource.Read(cell, _references);
        var options = _options.AddReferences(_references.Files).WithFilePath(CellSource.FileName(cell));
        var script = _state is null
            ? CSharpScript.Create<object>(source.Code, options, typeof(DisplayHost), _loader)
            : _state.Script.ContinueWith<object>(source.Code, options);
        var hasResult = Compile(script, cell);

        var outputs = _host.Open();
        try
        {
            _state = _state is null
                ? await script.RunAsync(_host, cancellationToken).ConfigureAwait(false)
                : await script.RunFromAsync(_state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new NotebookException(cell, CellSource.LineOf(error, cell), $"{error.GetType().FullName}: {error.Message}", error);
        }
        finally
        {
            _host.Close();
        }

        if (hasResult)
            outputs.Add(CellOutput.Result, _state.ReturnValue, mimeType: null);
        return outputs.ToList();
    }

    public void Dispose() => _loader.Dispose();

    // Whether the cell ends in an expression without a semicolon: its value is the cell's result.
    private static bool Compile(Script script, NotebookCell cell)
    {
        var compilation = script.GetCompilation();
        var error = compilation.GetDiagnostics()
            .Where(static found => found.Severity == DiagnosticSeverity.Error)
            .MinBy(static found => found.Location.SourceSpan.Start);
        if (error is not null)
        {
            var line = error.Location.GetLineSpan().StartLinePosition.Line + 1;
            throw new NotebookException(cell, line, $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");
        }

        var tree = compilation.SyntaxTrees.Single();
        return tree.GetCompilationUnitRoot().Members.LastOrDefault() is GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last,
            }
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void };
    }

    // Everything that the runtime itself brings: a notebook's cell may use all of it without naming it.
    private static IEnumerable<MetadataReference> RuntimeReferences() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => path.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!, StringComparison.Ordinal))
            .Append(typeof(DisplayHost).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path));
}
