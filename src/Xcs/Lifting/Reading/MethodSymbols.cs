using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Xcs.Lifting;

/// <summary>What a portable PDB, embedded or beside the assembly, says about a method: source lines and the names of locals. Empty where there is none.</summary>
internal sealed class MethodSymbols
{
    private static readonly MethodSymbols None = new([], []);
    private static readonly ConditionalWeakTable<Module, MetadataReaderProvider?> Readers = [];

    private readonly List<(int Offset, SourceLocation Source)> _lines;
    private readonly Dictionary<int, string> _names;

    private MethodSymbols(List<(int Offset, SourceLocation Source)> lines, Dictionary<int, string> names)
    {
        _lines = lines;
        _names = names;
    }

    public static MethodSymbols Of(MethodBase method)
    {
        if (Readers.GetValue(method.Module, Open) is not { } provider)
            return None;
        var reader = provider.GetMetadataReader();
        var row = method.MetadataToken & 0xFFFFFF;
        if (row == 0 || row > reader.MethodDebugInformation.Count)
            return None;
        var handle = MetadataTokens.MethodDefinitionHandle(row);
        return new(Lines(reader, handle.ToDebugInformationHandle()), Names(reader, handle));
    }

    /// <summary>The name of a local; null where the compiler made it up.</summary>
    public string? NameOf(int local) => _names.GetValueOrDefault(local);

    /// <summary>The line of the statement that an offset belongs to.</summary>
    public SourceLocation SourceOf(int offset)
    {
        var source = default(SourceLocation);
        foreach (var line in _lines)
            if (line.Offset <= offset)
                source = line.Source;
        return source;
    }

    private static List<(int, SourceLocation)> Lines(MetadataReader reader, MethodDebugInformationHandle handle)
    {
        var lines = new List<(int, SourceLocation)>();
        foreach (var point in reader.GetMethodDebugInformation(handle).GetSequencePoints())
            if (!point.IsHidden)
                lines.Add((point.Offset, new(reader.GetString(reader.GetDocument(point.Document).Name), point.StartLine)));
        return lines;
    }

    private static Dictionary<int, string> Names(MetadataReader reader, MethodDefinitionHandle handle)
    {
        var names = new Dictionary<int, string>();
        foreach (var scope in reader.GetLocalScopes(handle))
            foreach (var local in reader.GetLocalScope(scope).GetLocalVariables())
            {
                var variable = reader.GetLocalVariable(local);
                if (!variable.Attributes.HasFlag(LocalVariableAttributes.DebuggerHidden))
                    names[variable.Index] = reader.GetString(variable.Name);
            }
        return names;
    }

    // Symbols are a comfort: a file that cannot be read counts as none.
    private static MetadataReaderProvider? Open(Module module)
    {
        try
        {
            return module.Assembly is { IsDynamic: false, Location: { Length: > 0 } path } && File.Exists(path) ? Open(path) : null;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    private static MetadataReaderProvider? Open(string path)
    {
        using var assembly = new PEReader(File.OpenRead(path));
        foreach (var entry in assembly.ReadDebugDirectory())
            if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
                return assembly.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var beside = Path.ChangeExtension(path, ".pdb");
        if (!File.Exists(beside))
            return null;
        var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(beside), MetadataStreamOptions.PrefetchMetadata);
        return Belongs(assembly, provider.GetMetadataReader()) ? provider : null;
    }

    // A stale file beside a newer assembly would name wrong lines.
    private static bool Belongs(PEReader assembly, MetadataReader symbols)
    {
        if (symbols.DebugMetadataHeader is not { Id: var id })
            return false;
        foreach (var entry in assembly.ReadDebugDirectory())
            if (entry.Type == DebugDirectoryEntryType.CodeView)
                return assembly.ReadCodeViewDebugDirectoryData(entry).Guid == new BlobContentId(id).Guid;
        return false;
    }
}
