import { expect, test } from '@jest/globals';
import { agentOf } from '../../lib/telemetry/application';
import { APPLICATION_FAMILIES } from '../../lib/telemetry/applicationFamilies';

test.each([
  [
    'cosmos-netstandard-sdk/3.35.4|4|X64|Windows|.NET 6|N|F 00000001|shop',
    'cosmos-dotnet-sdk',
    '3.35.4',
    'sdk',
  ],
  ['documentdb-dotnet-sdk/2.14.0 Host/64-bit', 'documentdb-dotnet-sdk', '2.14.0', 'sdk'],
  [
    'documentdb-dotnet-sdk/1.12.0 Host/64-bit AzureSearchIndexer/1.0.0',
    'azure-search-indexer',
    '1.0.0',
    'azure',
  ],
  ['Microsoft.Azure.Documents.Common/2.14.0', 'documents-common', '2.14.0', 'sdk'],
  ['azsdk-java-cosmos/4.52.0 Linux/5.4 JRE/11', 'cosmos-java-sdk', '4.52.0', 'sdk'],
  ['azsdk-python-cosmos/4.5.1 Python/3.10', 'cosmos-python-sdk', '4.5.1', 'sdk'],
  ['azsdk-js-cosmos/4.0.0 Node.js/20', 'cosmos-js-sdk', '4.0.0', 'sdk'],
  ['azsdk-go-azcosmos/v1.0.2 (go1.22; linux)', 'cosmos-go-sdk', '1.0.2', 'sdk'],
  ['PostmanRuntime/7.31.3', 'postman', '7.31.3', 'tool'],
  ['curl/8.1.0', 'curl', '8.1.0', 'tool'],
  ['python-requests/2.31.0', 'python-requests', '2.31.0', 'tool'],
  ['Go-http-client/1.1', 'go-http-client', '1.1', 'tool'],
  ['sqlmap/1.7.2#stable (https://sqlmap.org)', 'sqlmap', '1.7.2', 'scanner'],
  ['Mozilla/5.0 (compatible; Nuclei - Open-source project)', 'nuclei', '', 'scanner'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/114.0.0.0', 'data-explorer', '', 'browser'],
  ['pymongo/4.6', 'mongo-python-driver', '4.6', 'driver'],
  [
    'NotAvailable Gremlin-Java.3.6.1 11.0.16.1 Mac_OS_X.12.6.1 aarch64',
    'gremlin-java-driver',
    '',
    'driver',
  ],
  ['gremlin-javascript/3.7.1', 'gremlin-javascript', '3.7.1', 'driver'],
  ['gremlin-console/3.7.0', 'gremlin-console', '3.7.0', 'tool'],
  ['MyShop-Backend/2.1 (prod)', 'myshop-backend', '2.1', 'unknown'],
  ['***', 'unknown', '', 'unknown'],
  ['', 'unknown', '', 'unknown'],
])('%p', (userAgent, family, version, kind) => {
  expect(agentOf(userAgent).application).toEqual({ family, version, kind });
});

test('equal agents share one object, long ones are cut', () => {
  expect(agentOf('curl/8.1.0')).toBe(agentOf('curl/8.1.0'));
  expect(agentOf('x'.repeat(100_000)).userAgent).toHaveLength(512);
});

test('every mark is in lower case and reached before a shorter one hides it', () => {
  for (const [index, { mark, family }] of APPLICATION_FAMILIES.entries()) {
    expect(mark).toBe(mark.toLowerCase());
    const hidden = APPLICATION_FAMILIES.slice(0, index).filter(
      (other) => mark.includes(other.mark) && other.family !== family,
    );
    expect(hidden).toEqual([]);
  }
});
