using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Mailstead.Tests.Architecture;

/// <summary>
/// Reads who mentions whom from a compiled assembly: base types, members, signatures, locals and method bodies. The compiled
/// form is asked and not the source, because there no alias, global using or inferred type can hide an arrow.
/// </summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader pe;
    private readonly MetadataReader metadata;

    public CompiledAssembly(string name)
    {
        Name = name;
        pe = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        metadata = pe.GetMetadataReader();
    }

    public string Name { get; }

    public IEnumerable<string> ReferencedAssemblies() =>
        metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name));

    public IEnumerable<string> TypeNames() =>
        metadata.TypeDefinitions.Select(t => metadata.GetString(metadata.GetTypeDefinition(t).Name));

    public IReadOnlySet<TypeUse> Uses()
    {
        var uses = new HashSet<TypeUse>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var collector = new MentionedTypes(metadata);
            Collect(metadata.GetTypeDefinition(handle), collector);
            var (fromNamespace, fromType) = collector.Outermost(handle);
            foreach (var (toNamespace, toType) in collector.Found)
                uses.Add(new TypeUse(fromNamespace, fromType, toNamespace, toType));
        }

        return uses;
    }

    public void Dispose() => pe.Dispose();

    private void Collect(TypeDefinition type, MentionedTypes collector)
    {
        collector.Add(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
            collector.Add(metadata.GetInterfaceImplementation(implemented).Interface);
        foreach (var field in type.GetFields())
            metadata.GetFieldDefinition(field).DecodeSignature(collector, genericContext: null);
        foreach (var parameter in type.GetGenericParameters()) Constraints(parameter, collector);
        foreach (var attribute in type.GetCustomAttributes())
            collector.Add(metadata.GetCustomAttribute(attribute).Constructor);
        foreach (var method in type.GetMethods()) Collect(metadata.GetMethodDefinition(method), collector);
    }

    private void Collect(MethodDefinition method, MentionedTypes collector)
    {
        method.DecodeSignature(collector, genericContext: null);
        foreach (var parameter in method.GetGenericParameters()) Constraints(parameter, collector);
        if (method.RelativeVirtualAddress == 0) return;
        var body = pe.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collector, genericContext: null);
        foreach (var region in body.ExceptionRegions) collector.Add(region.CatchType);
        foreach (var token in InstructionTokens.Read(body.GetILReader())) collector.Add(MetadataTokens.EntityHandle(token));
    }

    private void Constraints(GenericParameterHandle parameter, MentionedTypes collector)
    {
        foreach (var constraint in metadata.GetGenericParameter(parameter).GetConstraints())
            collector.Add(metadata.GetGenericParameterConstraint(constraint).Type);
    }
}
