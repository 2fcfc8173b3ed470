using Mailstead.IntegrationTests.Servers;

namespace Mailstead.ConformanceTests.Journey;

public sealed class InspectorOnDovecotTests(MailServers servers) : InspectorTests("Dovecot", servers);
