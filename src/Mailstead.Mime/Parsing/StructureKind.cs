namespace Mailstead.Mime.Parsing;

/// <summary>How the structure parser treats an entity.</summary>
internal enum StructureKind : byte { Leaf, Multipart, Message }
