using Mailstead.IntegrationTests.Servers;

namespace Mailstead.ConformanceTests.Journey;

public sealed class InspectorOnSandboxTests(MailServers servers) : InspectorTests("sandbox", servers);
