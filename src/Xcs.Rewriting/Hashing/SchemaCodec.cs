namespace Xcs.Rewriting;

/// <summary>The schema as bytes: whole, as it is hashed; or what is new, as patches have it.</summary>
internal static class SchemaCodec
{
    public static void Write(
        SchemaTable schema, ByteWriter bytes, (int NodeTypes, int EdgeTypes, int Attachments) from, (int NodeTypes, int EdgeTypes, int Attachments) to, bool isPatch)
    {
        WriteNames(schema.NodeTypeNames, from.NodeTypes, to.NodeTypes, bytes, isPatch);
        WriteNames(schema.EdgeTypeNames, from.EdgeTypes, to.EdgeTypes, bytes, isPatch);
        WriteCount(from.Attachments, to.Attachments, bytes, isPatch);
        for (var k = from.Attachments; k < to.Attachments; k++)
        {
            var attachment = schema.Attachments[k];
            bytes.Write((byte)attachment.Kind);
            bytes.Write((uint)attachment.Size);
            bytes.Write(attachment.Name);
            bytes.Write(attachment.Layout);
        }
    }

    private static void WriteNames(List<string> names, int from, int to, ByteWriter bytes, bool isPatch)
    {
        WriteCount(from, to, bytes, isPatch);
        for (var k = from; k < to; k++)
            bytes.Write(names[k]);
    }

    private static void WriteCount(int from, int to, ByteWriter bytes, bool isPatch)
    {
        if (isPatch)
            bytes.Write((uint)from);
        bytes.Write((uint)(to - from));
    }
}
