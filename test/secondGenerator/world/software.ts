/** User agents of clients as their vendors send them. */
export const software = {
  dotnet: 'cosmos-netstandard-sdk/3.37.1|1|X64|Linux 5.15.0-1053-azure 60 2|.NET 6.0.26|N|',
  dotnetNewer: 'cosmos-netstandard-sdk/3.39.0|1|X64|Linux 5.15.0-1059-azure 67 2|.NET 8.0.4|N|',
  dotnetWindows:
    'cosmos-netstandard-sdk/3.35.4|3|X64|Microsoft Windows 10.0.20348|.NET Framework 4.8.4645.0|N|',
  dotnetLegacy: 'documentdb-netcore-sdk/2.18.0 host/64-bit MicrosoftWindowsNT/6.2.9200.0',
  functions:
    'cosmos-netstandard-sdk/3.33.1|1|X64|Microsoft Windows 10.0.14393|.NET 6.0.25|N|CosmosDBTriggerFunctions',
  java: 'azsdk-java-cosmos/4.53.1 Linux/5.15.0-1052-azure JRE/17.0.9',
  javaNewer: 'azsdk-java-cosmos/4.58.0 Linux/5.15.0-1061-azure JRE/17.0.11',
  spark: 'azsdk-java-cosmos/4.52.0|ASPK Linux/5.4.0-1107-azure JRE/1.8.0_382 SparkConnector',
  node: 'azsdk-js-cosmos/4.0.0 (linux 5.15.0; x64) Node.js/v18.19.0',
  nodeNewer: 'azsdk-js-cosmos/4.1.0 (linux 6.2.0; x64) Node.js/v20.12.2',
  python: 'azsdk-python-cosmos/4.5.1 Python/3.11.6 (Linux-5.15.0-1052-azure-x86_64-with-glibc2.35)',
  pythonLaptop: 'azsdk-python-cosmos/4.6.0 Python/3.12.1 (Windows-10-10.0.19045-SP0)',
  dataFactory: 'cosmos-netstandard-sdk/3.19.3|1|X64|Microsoft Windows 10.0|AzureDataFactoryCopy',
  go: 'azsdk-go-azcosmos/v0.3.6 (go1.21.5; linux)',
  android: 'azsdk-android/okhttp 4.11.0',
  tables: 'azsdk-net-Data.Tables/12.8.2 (.NET 6.0.26; Linux 5.15.0-1053-azure)',
  tablesNewer: 'azsdk-net-Data.Tables/12.8.3 (.NET 8.0.4; Linux 5.15.0-1059-azure)',
  mongoNode: 'nodejs|Mongoose 6.3.0|8.1.1',
  mongoNodeNewer: 'nodejs|Mongoose 6.6.2|8.4.0',
  mongoPython: 'PyMongo 4.6.1',
  mongoShell: 'mongosh 2.1.1',
  mongoDump: 'mongodump 100.9.4',
  pythonRequests: 'python-requests/2.31.0',
  curl: 'curl/8.4.0',
  postman: 'PostmanRuntime/7.36.1',
} as const;

/** Browsers of people who use Data Explorer. */
export const browsers = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36 Edg/125.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0',
] as const;
