/** What the emulators need; everything else is as in Azure until somebody sets it. */
const OF_THE_EMULATORS: Readonly<Record<string, string>> = {
  FUNCTIONS_WORKER_RUNTIME: 'node',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  EventHubConnection:
    'Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;',
  WARDEN_COSMOS: "AccountEndpoint=https://localhost:8081/;AccountKey=(the emulator's key);",
  WARDEN_COSMOS_ENDPOINT: 'https://localhost:8081/',
  WARDEN_COSMOS_KEY: "(the emulator's key; leave it out in Azure)",
};

/** `local.settings.example.json`: every setting there is; one without a value keeps its default. */
export function localSettings(settings: readonly { readonly name: string }[]): string {
  const unset = Object.fromEntries(settings.map(({ name }) => [name, '']));
  // Those of the emulators first, where a reader looks.
  const values = { ...OF_THE_EMULATORS, ...unset, ...OF_THE_EMULATORS };
  return `${JSON.stringify({ IsEncrypted: false, Values: values }, null, 2)}\n`;
}
